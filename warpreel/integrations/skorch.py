"""Record what a skorch net trains."""

from __future__ import annotations

from typing import Any

from skorch.callbacks import Callback
from torch import Tensor

from warpreel.integrations.recorded_run import RecordedRun


class SkorchRecorder(RecordedRun, Callback):
    """Callback for ``NeuralNetClassifier(…, callbacks=[SkorchRecorder(X, y, path=…)])``.

    A step is a batch. skorch tells its loss only after the update, so the parameters and their
    gradients are kept before it: put it behind a callback that clips, to have them clipped.

    Parameters
    ----------
    features, labels, path, **options
        As `RecordedRun` has them.
    """

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return what it was made with, by which scikit-learn makes copies."""
        made_with = {"features": self.features, "labels": self.labels, "path": self.path}
        return {**made_with, **self.options}

    def on_train_begin(self, net: Any, X: Any = None, y: Any = None, **_: Any) -> None:
        """Begin to record."""
        self._epochs, self._begun = net.max_epochs, 0
        self.begin(net.module_)

    def on_grad_computed(self, net: Any, named_parameters: Any, **_: Any) -> None:
        """Keep the parameters and gradients to which the loss of this batch belongs."""
        self.recorder.keep_state()

    def on_batch_end(
        self,
        net: Any,
        batch: Any = None,
        training: bool = False,
        loss: Tensor | float | None = None,
        **_: Any,
    ) -> None:
        """Record the step."""
        if training:
            self.recorder.record(loss)

    def on_epoch_begin(self, net: Any, **_: Any) -> None:
        """Count the epochs."""
        self._begun += 1

    def on_train_end(self, net: Any, X: Any = None, y: Any = None, **_: Any) -> None:
        """Save the recording."""
        # skorch counts an epoch's batches behind the last of them, whatever comes then.
        is_whole = not self._begun or "train_batch_count" in net.history[-1]
        is_through = self._begun >= self._epochs and is_whole
        self.finish("all steps done" if is_through else "stopped early")
