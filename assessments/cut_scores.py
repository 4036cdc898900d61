"""Where a pass mark should lie, from what people say who know the work. Pure."""

import numpy as np
import numpy.typing as npt

from assessments.statistics import Floats


def angoff_cut_score(ratings: Floats) -> float:
    """Cut score 0..1 by the modified Angoff method.

    ``ratings`` is judges x questions: the chance, 0..1, that somebody who is just good enough gets
    the question right. Raises ValueError when it is empty or outside 0..1. Source: Angoff (1971).
    """
    values = np.asarray(ratings, dtype=np.float64)
    if not values.size or np.isnan(values).any() or values.min() < 0 or values.max() > 1:
        raise ValueError("ratings are chances between 0 and 1, one for each judge and question")
    return float(values.mean())


def borderline_cut_score(
    scores: Floats, ratings: npt.NDArray[np.int_], *, borderline: int
) -> float:
    """Cut score by borderline regression: the score the line of best fit gives at ``borderline``.

    ``scores`` 0..1 and overall ``ratings`` (1 = clear fail upward) of the same people. Raises
    ValueError when fewer than two different ratings were given. Source: Kramer et al. (2003).
    """
    marks = np.asarray(scores, dtype=np.float64)
    levels = np.asarray(ratings, dtype=np.float64)
    if marks.shape != levels.shape or np.unique(levels).size < 2:
        raise ValueError("borderline regression needs at least two different ratings")
    slope, intercept = np.polyfit(levels, marks, 1)
    return float(np.clip(slope * borderline + intercept, 0.0, 1.0))
