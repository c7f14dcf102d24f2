using Workers.Risk.Random;

namespace Workers.Risk.Tests.Random;

/// <summary>Reference draws are those of numpy 1.24.2 (Debian 12): <c>Generator(Philox(seed))</c>.</summary>
public class Draws_of_numpy
{
    [Theory]
    [InlineData(
        0,
        0.014067035665647709,
        0.2577672456246177,
        0.47156538101528966,
        0.0914196711073687,
        0.9791345000654033)]
    [InlineData(
        42,
        0.08607763073528474,
        0.14155732377913233,
        0.27009303504774695,
        0.8740378646728407,
        0.17016452673096505)]
    [InlineData(
        123456789,
        0.5612297928721389,
        0.9733538579378513,
        0.7687918518749585,
        0.9997772187558118,
        0.7034768319793396)]
    [InlineData(
        (1L << 40) + 7,
        0.4862645709827881,
        0.924110520779403,
        0.40924087950895394,
        0.6087199920575694,
        0.8626853477010424)]
    public void Uniform_draws_start_as_in_numpy(long seed, params double[] expected)
    {
        var generator = new NumpyGenerator(seed);
        Assert.Equal(expected, expected.Select(_ => generator.NextDouble()));
    }

    [Theory]
    [InlineData(
        0,
        -0.2059740286292238,
        -0.12884495093462758,
        -0.28978987549091256,
        -1.271943284573895,
        -1.4064349008284343)]
    [InlineData(
        42,
        -1.1043995228921153,
        0.1891281100736375,
        0.04600092882122236,
        -2.1076745327476445,
        -0.5183129056007391)]
    [InlineData(
        123456789,
        -0.9042699184235841,
        1.1339808173981671,
        -0.1883184427160123,
        -0.12941595301254963,
        1.9988283509177476)]
    [InlineData(
        (1L << 40) + 7,
        -1.836993686523784,
        -0.7608325355864052,
        -0.2417740913211993,
        2.270865366665035,
        1.5349068227617255)]
    public void Normal_draws_start_as_in_numpy(long seed, params double[] expected)
    {
        var generator = new NumpyGenerator(seed);
        Assert.Equal(expected, expected.Select(_ => generator.NextNormal()));
    }

    [Fact]
    public void A_million_uniform_draws_have_the_bits_of_numpy() =>
        Assert.Equal("2d11962ba46ad2d00303fbcb6cd5e2ba72ddebfa2c922685edc2baa3ce758126",
            DrawHash.Of(1_000_000, new NumpyGenerator(42).NextDouble));

    [Fact]
    public void Ten_million_normal_draws_2604_of_them_in_the_tail_have_the_bits_of_numpy() =>
        Assert.Equal("37f3357c715cffdd2de8726d231e25bcf51c193f9dfd18b6c6c605a9ecfa77ef",
            DrawHash.Of(10_000_000, new NumpyGenerator(42).NextNormal));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(32)]
    [InlineData(1000)]
    public void Many_normal_draws_at_once_are_those_one_after_the_other(int many)
    {
        var one = new NumpyGenerator(42);
        var other = new NumpyGenerator(42);
        var draws = new double[many];
        for (var drawn = 0; drawn < 100_000; drawn += many)
        {
            one.NextNormals(draws);
            Assert.Equal(draws.Select(_ => other.NextNormal()), draws);
            Assert.Equal(other.NextDouble(), one.NextDouble());
        }
    }

    [Fact]
    public void Ten_million_normal_draws_in_batches_have_the_bits_of_numpy()
    {
        var generator = new NumpyGenerator(42);
        var batch = new double[1009];
        var next = 1009;
        Assert.Equal("37f3357c715cffdd2de8726d231e25bcf51c193f9dfd18b6c6c605a9ecfa77ef", DrawHash.Of(10_000_000, () =>
        {
            if (next == batch.Length)
            {
                generator.NextNormals(batch);
                next = 0;
            }
            return batch[next++];
        }));
    }

    [Theory]
    [InlineData(0.3, 0.7, "c9f39ae0d7060c28ad68b246898d981f500c653ea2cba90642f737995004f982")]
    [InlineData(1, 1, "74c54c0443142fbb8ef19211ef71a9defb9003fac75033f554bf2e1c14618bc8")]
    [InlineData(0.5, 3, "d9aa3959aa17f05a7c82c8b98b88056d74c438ffbc038be47866beba232b8639")]
    [InlineData(2.5, 0.4, "702d1c6838c5f451a14564b63a778353694697a34d7dfc5eac4edbe97bcb588c")]
    [InlineData(3, 8, "3ab096002bfdc3841002dcd29f38b23a9939008881d6150923d6e9637998756b")]
    [InlineData(1, 2, "04e0fef1768adb4588be7c2cf83f5ebd33d9d0d566a22f28cb1b242acd364689")]
    [InlineData(0.001, 0.001, "7a1e69c3c18e560d50c0734bf8ab7c02485ce1a83b34eef5558b87c457634ed8")]
    [InlineData(1, 0.2, "0226eb6bf2c464d0fec9190ae7f95d747f2f0767399a5185c32d6171dd293315")]
    public void A_million_beta_draws_have_the_bits_of_numpy(double a, double b, string expected)
    {
        var generator = new NumpyGenerator(7);
        Assert.Equal(expected, DrawHash.Of(1_000_000, () => generator.NextBeta(a, b)));
    }

    [Fact]
    public void Beta_draws_of_shapes_too_small_for_powers_are_0_or_1_by_their_share()
    {
        var generator = new NumpyGenerator(7);
        double[] draws = [.. Enumerable.Range(0, 10_000).Select(_ => generator.NextBeta(1e-16, 3e-16))];
        Assert.All(draws, draw => Assert.True(draw is 0 or 1));
        Assert.InRange(draws.Average(), 0.23, 0.27);
    }

    [Fact]
    public void Choices_are_counted_as_by_numpy()
    {
        var generator = new NumpyGenerator(11);
        var counts = new int[5];
        foreach (var expected in new int[][] { [48, 16, 15, 15, 6], [50, 20, 9, 14, 7], [49, 23, 10, 16, 2] })
        {
            generator.Choice(100, [.5, .2, .1, .15, .05], counts);
            Assert.Equal(expected, counts);
        }
    }

    [Fact]
    public void A_negative_seed_is_refused_as_by_numpy() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NumpyGenerator(-1));
}
