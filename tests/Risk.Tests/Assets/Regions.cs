using Workers.Risk.Assets;

namespace Workers.Risk.Tests.Assets;

public class Regions
{
    private readonly Region _notched = new([(0, 0), (4, 0), (4, 4), (2, 1), (0, 4)]);

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(3.5, 2, true)]
    [InlineData(2, 2, false)]
    [InlineData(5, 1, false)]
    [InlineData(2, 0, false)]
    [InlineData(0, 0, false)]
    [InlineData(4, 4, false)]
    [InlineData(3, 2.5, false)]
    [InlineData(1, 0.5, true)]
    public void Hold_what_is_strictly_within(double lon, double lat, bool inside) =>
        Assert.Equal(inside, _notched.Contains(lon, lat));

    [Fact]
    public void Do_not_care_which_way_round_the_corners_go()
    {
        var reversed = new Region([(0, 4), (2, 1), (4, 4), (4, 0), (0, 0)]);
        for (var x = 0.25; x < 5; x += 0.5)
            for (var y = 0.25; y < 5; y += 0.5)
                Assert.Equal(_notched.Contains(x, y), reversed.Contains(x, y));
    }
}
