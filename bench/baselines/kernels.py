"""Risk kernels as one writes them with numpy and scipy, asset by asset: what `workers bench kernels` holds ours against.

Prints one JSON document: for each kernel the seconds of each repetition, and the sum of its results, by which both sides prove that
they have calculated the same. Inputs are sequences that both sides can make: u(i) = fraction(i * golden ratio). Ten assets are at each site.
"""
import json
import sys
import time

import numpy
from scipy import stats
from scipy.special import ndtr

assets, events, repetitions = (int(x) for x in sys.argv[1:4])

levels = numpy.array([0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0])
means = numpy.array([0.001, 0.01, 0.05, 0.12, 0.28, 0.42, 0.6, 0.75, 0.88, 0.97])
covs = numpy.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1])
golden = 0.6180339887498949


def fraction(n):
    x = numpy.arange(1, n + 1) * golden
    return x - numpy.floor(x)


assets_per_site = 10
sites = assets // assets_per_site
gmvs = numpy.exp(-4 + 6 * fraction(sites * events)).astype(numpy.float32).reshape(sites, events).repeat(assets_per_site, axis=0)
values = 1000 + numpy.arange(assets)


def mean_losses():
    total = 0.0
    for a in range(assets):
        total += (values[a] * numpy.interp(gmvs[a], levels, means, left=0)).sum()
    return total


def lognormal_losses():
    total = 0.0
    generator = numpy.random.Generator(numpy.random.Philox(42))
    for a in range(assets):
        epsilons = generator.normal(size=events)
        mean = numpy.interp(gmvs[a], levels, means, left=0)
        cov = numpy.interp(gmvs[a], levels, covs, left=0)
        sigma = numpy.sqrt(numpy.log(1 + cov ** 2))
        total += (values[a] * (mean * numpy.exp(epsilons * sigma) / numpy.sqrt(1 + cov ** 2))).sum()
    return total


state_means = numpy.array([0.2, 0.4, 0.8, 1.4])
state_deviations = numpy.array([0.1, 0.2, 0.4, 0.7])


def fragility():
    total = 0.0
    for a in range(assets):
        for mean, deviation in zip(state_means, state_deviations):
            sigma = numpy.sqrt(numpy.log(deviation ** 2 / mean ** 2 + 1))
            scale = mean ** 2 / numpy.sqrt(deviation ** 2 + mean ** 2)
            total += ndtr(numpy.log(gmvs[a] / scale) / sigma).sum()
    return total


hazard_levels = 0.01 * (400 ** (numpy.arange(50) / 49))
years = 50
curve_assets = max(1, assets // 2)


def loss_curves():
    total = 0.0
    for a in range(curve_assets):
        poes = numpy.exp(-hazard_levels * (2 + 0.01 * a)) * 0.6
        edges = numpy.concatenate([
            [max(0, levels[0] - (levels[1] - levels[0]) / 2)], (levels[:-1] + levels[1:]) / 2, [levels[-1] + (levels[-1] - levels[-2]) / 2]])
        at = numpy.interp(edges, hazard_levels, poes)
        rates = -numpy.log(1 - at) / years
        occurrence = rates[:-1] - rates[1:]
        ratios = numpy.concatenate([[0], means, [1]])
        deviations = means * covs
        sigma = numpy.sqrt(numpy.log(deviations ** 2 / means ** 2 + 1))
        scale = means ** 2 / numpy.sqrt(deviations ** 2 + means ** 2)
        matrix = numpy.array([stats.lognorm.sf(ratio, sigma, scale=scale) for ratio in ratios])
        curve = 1 - numpy.exp(-years * (matrix @ occurrence))
        total += ((ratios[1:] - ratios[:-1]) * (curve[:-1] + curve[1:]) / 2).sum()
    return total


def measure(kernel):
    result = kernel()
    seconds = []
    for _ in range(repetitions):
        since = time.process_time()
        kernel()
        seconds.append(time.process_time() - since)
    return {"seconds": seconds, "sum": float(result)}


print(json.dumps({k.__name__: measure(k) for k in (mean_losses, lognormal_losses, fragility, loss_curves)}))
