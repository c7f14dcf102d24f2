using Workers.Risk.Exposure;
using Workers.Risk.Packed;

namespace Workers.Risk.Tests.Packed;

public sealed class Assets_by_column
{
    /// <summary>More than lie in one block.</summary>
    private const int Many = 10_000;

    [Fact]
    public void They_are_what_was_added()
    {
        var assets = new PackedAssets();
        for (var i = 0; i < Many; i++)
            assets.Add(Sample(i));

        Assert.Equal(Many, assets.Count);
        Assert.All(assets.Index(), a => AssertSame(Sample(a.Index), a.Item));
    }

    [Fact]
    public void What_earlier_ones_did_not_say_is_nothing()
    {
        var assets = new PackedAssets();
        assets.Add(Sample(0) with { Occupants = [], Tags = [] });
        assets.Add(Sample(1) with { Occupants = [3, 4], Tags = ["x"] });
        assets.Widen(occupants: 3, tags: 2);

        Assert.Equal([0, 0, 0], assets[0].Occupants);
        Assert.Equal([3, 4, 0], assets[1].Occupants);
        Assert.Equal(["?", "?"], assets[0].Tags);
        Assert.Equal(["x", "?"], assets[1].Tags);
    }

    [Fact]
    public void Long_texts_begin_a_new_block()
    {
        var texts = new PackedTexts();
        string[] added = [.. Enumerable.Range(0, 40).Select(i => new string((char)('a' + (i % 26)), 5_000) + "é")];
        foreach (var text in added)
            texts.Add(text);

        Assert.Equal(added, Enumerable.Range(0, texts.Count).Select(i => texts[i]));
        Assert.Throws<ArgumentException>(() => texts.Add(new string('a', PackedTexts.MaxBytes + 1)));
    }

    [Fact]
    public void A_part_of_a_list_holds_nothing_of_its_own()
    {
        var numbers = Enumerable.Range(0, 10).ToList();

        Assert.Equal([3, 1], numbers.At([3, 1]));
        Assert.Equal([4, 5, 6], numbers.Between(4, 7));
        Assert.Equal([0, 5], numbers.Only(n => n % 5 == 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Between(4, 7)[3]);
    }

    private static Asset Sample(int i) => new()
    {
        Id = $"asset {i} ü",
        Lon = i / 7.0,
        Lat = -i / 11.0,
        Taxonomy = $"T{i % 5}",
        Number = i,
        Area = i / 3f,
        Costs = [i, 0.1f * i],
        Retrofitted = i % 2 == 0 ? null : i,
        Occupants = [i / 2f],
        Deductible = i % 3,
        Tags = [$"a{i % 4}", "?"],
    };

    private static void AssertSame(Asset expected, Asset actual)
    {
        // Arrays of records are compared by what they hold.
        Assert.Equal(expected.Costs, actual.Costs);
        Assert.Equal(expected.Occupants, actual.Occupants);
        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(
            expected with { Costs = actual.Costs, Occupants = actual.Occupants, Tags = actual.Tags }, actual);
    }
}
