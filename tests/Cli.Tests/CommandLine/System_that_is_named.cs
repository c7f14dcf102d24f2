using Workers.Cli.CommandLine;
using Workers.Operations;

namespace Workers.Cli.Tests.CommandLine;

public class System_that_is_named
{
    private readonly NamedSystem _locator = new();

    [Fact]
    public void It_is_where_options_say() =>
        Assert.Equal(new Connections("b", "i", "e", "j"), _locator.Find(new GivenConnections("b", "i", "e", "j")));

    [Fact]
    public void Without_one_of_its_servers_it_is_unavailable()
    {
        var error = Assert.Throws<UnavailableException>(() => _locator.Find(new GivenConnections("b", "i", null, "j")));

        Assert.Contains("WORKERS_ENGINE", error.Message);
    }

    [Fact]
    public async Task Using_it_starts_and_stops_nothing()
    {
        await using var used = await _locator.UseAsync("run", new GivenConnections("b", "i", "e", "j"), default);

        Assert.Equal("b", used.Connections.Broker);
    }
}
