import json
import math
from decimal import Decimal

import pytest

from legacy_shop import figures


def test_mean():
    assert figures.mean([1, 2, 6]) == 3.0
    assert figures.mean([]) == 0.0


def test_median():
    assert figures.median([3, 1, 2]) == 2
    assert figures.median([4, 1, 2, 3]) == 2.5
    assert type(figures.median([3, 1, 2])) is int
    assert figures.median([]) is None


def test_median_leaves_its_input_alone():
    values = [3, 1, 2]
    figures.median(values)
    assert values == [3, 1, 2]


def test_variance_and_stddev():
    assert figures.variance([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]) == 4.0
    assert figures.stddev([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]) == 2.0
    assert figures.variance([]) == 0.0
    assert type(figures.variance([1.0, 2.0])) is float


def test_zscores():
    scores = figures.zscores([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])
    assert scores == [-1.5, -0.5, -0.5, -0.5, 0.0, 0.0, 1.0, 2.0]
    assert type(scores) is list
    assert figures.zscores([3.0, 3.0]) == [0.0, 0.0]
    assert figures.zscores([]) == []


def test_normalise():
    assert figures.normalise([10, 20, 15]) == [0.0, 1.0, 0.5]
    assert figures.normalise([7, 7]) == [0.0, 0.0]
    with pytest.raises(ValueError):
        figures.normalise([])


def test_running_total():
    totals = figures.running_total([0.1] * 10)
    assert totals[-1] == 0.9999999999999999
    assert totals[:2] == [0.1, 0.2]
    assert type(totals[0]) is float
    assert figures.running_total([]) == []


def test_moving_average():
    assert figures.moving_average([1.0, 2.0, 3.0, 4.0], 2) == [1.5, 2.5, 3.5]
    assert figures.moving_average([1.0, 2.0], 3) == []
    assert figures.moving_average([5.0], 1) == [5.0]


def test_growth_rates():
    assert figures.growth_rates([1.0, 2.0, 1.0]) == [1.0, -0.5]
    assert figures.growth_rates([1.0]) == []
    with pytest.raises(ZeroDivisionError):
        figures.growth_rates([0.0, 1.0])
    assert figures.growth_rates([1.0, 0.0]) == [-1.0]


def test_smooth():
    assert figures.smooth([4.0, 8.0, 0.0]) == [4.0, 6.0, 3.0]
    assert figures.smooth([4.0, 8.0], alpha=0.25) == [4.0, 5.0]
    assert figures.smooth([]) == []


def test_blur_reads_the_old_values():
    values = [0.0, 3.0, 6.0, 0.0]
    assert figures.blur(values) == [0.0, 3.0, 3.0, 0.0]
    assert values == [0.0, 3.0, 6.0, 0.0]
    assert figures.blur([1.0, 2.0]) == [1.0, 2.0]


def test_dot_and_weighted_mean():
    assert figures.dot([1.0, 2.0], [3.0, 4.0, 5.0]) == 11.0
    assert figures.dot([], []) == 0
    assert figures.weighted_mean([1.0, 4.0], [1.0, 2.0]) == 3.0
    assert figures.weighted_mean([1.0], [0.0]) == 0.0


def test_correlation():
    assert figures.correlation([1, 2, 3], [2, 4, 6]) == pytest.approx(1.0)
    assert figures.correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert figures.correlation([1, 2], [1, 2, 3]) is None
    assert figures.correlation([1], [1]) is None
    assert figures.correlation([], []) is None
    assert figures.correlation([1, 2, 3], [5, 5, 5]) is None
    assert figures.correlation([5, 5, 5], [1, 2, 3]) is None


def test_linear_fit():
    assert figures.linear_fit([1.0, 3.0, 5.0]) == (2.0, 1.0)
    assert figures.linear_fit([4.0]) == (0.0, 4.0)
    assert figures.linear_fit([]) == (0.0, 0.0)


def test_outliers_keep_order():
    values = [1.0] * 10 + [50.0, 1.0, -60.0]
    assert figures.outliers(values) == [50.0, -60.0]
    assert figures.outliers([1.0, 1.0]) == []
    assert figures.outliers([]) == []


def test_mat_vec():
    assert figures.mat_vec([[1.0, 2.0], [3.0, 4.0]], [10.0, 1.0]) == [12.0, 34.0]
    assert figures.mat_vec([], [1.0]) == []
    assert figures.mat_vec([[1.0, 2.0]], [3.0]) == [3.0]


def test_decimal_mean():
    assert figures.decimal_mean([Decimal("0.1"), Decimal("0.2")]) == Decimal("0.15")
    assert isinstance(figures.decimal_mean([]), Decimal)


def test_histogram():
    assert figures.histogram([0, 1, 1.5, 2, 9], [0, 1, 2, 3]) == [1, 2, 1]
    assert figures.histogram([0, 1], [0, 5, 0, 5]) == [2, 0, 0]
    assert figures.histogram([math.nan], [0, 1]) == [0]
    assert figures.histogram([], [0, 1]) == [0]


def test_describe():
    summary = figures.describe([1.0, 3.0])
    assert summary["count"] == 2
    assert summary["mean"] == 2.0
    assert summary["stddev"] == 1.0
    assert (summary["low"], summary["high"]) == (1.0, 3.0)


def test_describe_line():
    assert figures.describe_line(figures.describe([1.0, 3.0])) == "n=2 mean=2.00 EUR spread=2.00"
    assert figures.describe_line(figures.describe([4.0]), "kg") == "n=1 mean=4.00 kg"
    assert figures.describe_line(figures.describe([])) == "no data"


def test_results_can_be_written_as_json():
    assert json.dumps(figures.growth_rates([2.0, 3.0])) == "[0.5]"
    assert json.dumps(figures.running_total([1.0, 2.0])) == "[1.0, 3.0]"
