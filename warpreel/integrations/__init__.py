"""Record what other libraries train: their callbacks, over `warpreel.Recorder`.

Each library is imported when its recorder is first used.
"""

from typing import TYPE_CHECKING, Any

from engine.lazy_names import lazy_names

if TYPE_CHECKING:
    from warpreel.integrations.huggingface import TrainerRecorder as TrainerRecorder
    from warpreel.integrations.keras import KerasRecorder as KerasRecorder
    from warpreel.integrations.lightning import LightningRecorder as LightningRecorder
    from warpreel.integrations.skorch import SkorchRecorder as SkorchRecorder

_HOMES = {
    "KerasRecorder": "warpreel.integrations.keras",
    "LightningRecorder": "warpreel.integrations.lightning",
    "SkorchRecorder": "warpreel.integrations.skorch",
    "TrainerRecorder": "warpreel.integrations.huggingface",
}

_get, __dir__, __all__ = lazy_names(__name__, _HOMES)


def __getattr__(name: str) -> Any:
    try:
        return _get(name)
    except ModuleNotFoundError as error:
        package = str(error.name).partition(".")[0]
        raise ImportError(
            f"{name} needs the package {package}, which is not installed; all that integrations "
            "need comes with pip install 'warpreel[integrations]'"
        ) from error
