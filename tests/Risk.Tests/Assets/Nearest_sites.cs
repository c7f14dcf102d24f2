using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Workers.Risk.Assets;
using Workers.Risk.Hazard;

namespace Workers.Risk.Tests.Assets;

public class Nearest_sites
{
    [Property(MaxTest = 50)]
    public Property Are_those_that_a_search_of_all_finds()
    {
        var point = from lon in Gen.Choose(-1800, 1800) from lat in Gen.Choose(-900, 900) select (
            Lon: lon / 10.0, Lat: lat / 10.0);
        return Prop.ForAll(point.ArrayOf(200).ToArbitrary(), point.ArrayOf(20).ToArbitrary(), (sites, points) =>
        {
            var index = new SiteIndex(Models.Sites(sites));
            return points.All(p => index.Nearest(p.Lon, p.Lat).Distance == sites.Min(s => Chord(p, s)));
        });
    }

    [Fact]
    public void Are_found_across_the_antimeridian()
    {
        var index = new SiteIndex(Models.Sites((0, 0), (-179.9, 10)));
        var (site, distance) = index.Nearest(179.9, 10);
        Assert.Equal(1, site);
        Assert.InRange(distance, 21.8, 22);
    }

    [Fact]
    public void Are_the_first_of_equals() =>
        Assert.Equal(0, new SiteIndex(Models.Sites([.. Enumerable.Repeat((5.0, 5.0), 100)])).Nearest(5, 6).Site);

    [Fact]
    public void Are_none_where_there_are_no_sites() =>
        Assert.Equal((-1, double.PositiveInfinity), new SiteIndex(new SiteCollection([], [], [])).Nearest(0, 0));

    private static double Chord((double Lon, double Lat) a, (double Lon, double Lat) b) =>
        new SiteIndex(Models.Sites(b)).Nearest(a.Lon, a.Lat).Distance;
}
