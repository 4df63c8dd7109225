"""Follow a network whose layers are exchanged while it is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

from engine.errors import NetworkError
from engine.tracing.asking import fed
from engine.tracing.parameter_sources import Reshaped
from engine.tracing.structure import Structure
from engine.tracing.tracing import read_network
from engine.training.exact_run import ExactRun
from engine.training.measuring.measurements import Measurements
from engine.training.probed_run import ProbedRun
from engine.training.watching.early_steps import EarlySteps
from engine.training.watching.update_watch import UpdateWatch

EXCHANGED = (
    "the network has other layers than when its Recorder was made ({how}); make it when all of "
    "them are there"
)
ENDED = (
    "the network was changed after step {step} of its recording ({how}), which ends there, as a "
    "recording holds one network; give the changed one a new Recorder"
)


class Following:
    """Keeps a run and what watches over it at a network's present layers.

    Parameters
    ----------
    network : nn.Module or None
    inputs : Tensor (points, …)
        By which it is read.
    output : int or str, optional
        Which of its outputs, if it returns several.
    run : ExactRun or ProbedRun
    measurements : Measurements
    watches : sequence
        What else follows the parameters.

    Attributes
    ----------
    ended : str
        Why the recording ends, once the network cannot be followed.
    """

    def __init__(
        self,
        network: nn.Module | None,
        inputs: Tensor,
        output: int | str | None,
        run: ExactRun | ProbedRun,
        measurements: Measurements,
        watches: Sequence[UpdateWatch | EarlySteps],
    ) -> None:
        self._network, self._inputs, self._output = network, inputs, output
        self._run, self._measurements, self._watches = run, measurements, watches
        self._structure = self._now()
        self.ended = ""

    def _now(self) -> Structure | None:
        return None if self._network is None else Structure(self._network, _read_by(self._run))

    def end(self, how: Exception) -> None:
        """End the recording with the last step that was kept, as the network answers otherwise."""
        self.ended = ENDED.format(step=self._run.last_kept, how=how)

    def follow(self) -> None:
        """Go on with layers and parameters that were exchanged.

        Raises
        ------
        NetworkError
            If it cannot be followed, and nothing was recorded so far.
        """
        if self.ended or self._structure is None or not self._structure.has_changed:
            return
        network, steps = self._network, len(self._measurements)
        assert network is not None
        try:
            if isinstance(self._run, ExactRun):
                inputs = fed(network, self._inputs)
                self._run.follow(network, read_network(network, inputs, self._output))
            else:
                self._run.follow()
        except Exception as error:  # whatever a user's forward raises
            how = str(error).partition("\n")[0]
            if not steps:
                raise NetworkError(EXCHANGED.format(how=how)) from error
            self.ended = ENDED.format(step=steps - 1, how=how)
            return
        self._structure = self._now()
        self._measurements.follow(self._run.groups)
        for watch in self._watches:
            watch.follow([*network.parameters()])


def _read_by(run: ExactRun | ProbedRun) -> list[Tensor]:
    """Return the tensors that a run reads itself."""
    sources = run.sources if isinstance(run, ExactRun) else []
    tensors = (s.tensor if isinstance(s, Reshaped) else s for s in sources)
    return [tensor for tensor in tensors if isinstance(tensor, Tensor)]
