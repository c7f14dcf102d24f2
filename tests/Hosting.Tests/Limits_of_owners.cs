using Microsoft.Extensions.Configuration;
using Workers.Errors;
using Workers.Hosting.Limits;
using Workers.Hosting.Settings;

namespace Workers.Hosting.Tests;

public sealed class Limits_of_owners : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Without_a_file_everybody_has_the_settings()
    {
        var limits = OwnerLimits.From(Options(file: null));

        Assert.Equal(new Limit(7, "WORKERS_MOST_ASSETS"), limits.Assets("ana"));
        Assert.Equal(new Limit(4_000_000_000, "WORKERS_MOST_VALUES"), limits.Values(null));
    }

    [Fact]
    public void What_the_file_says_of_an_owner_goes_before_the_settings()
    {
        var limits = Read("""{"ana": {"assets": 3}, /* nobody */ "": {"values": 5}}""");

        Assert.Equal(new Limit(3, "WORKERS_LIMITS_FILE, owner 'ana'"), limits.Assets("ana"));
        Assert.Equal(new Limit(4_000_000_000, "WORKERS_MOST_VALUES"), limits.Values("ana"));
        Assert.Equal(new Limit(7, "WORKERS_MOST_ASSETS"), limits.Assets("ben"));
        Assert.Equal(5, limits.Values(null).Most);
    }

    [Theory]
    [InlineData("""{"ana": {"asets": 3}}""")]
    [InlineData("""{"ana": 3}""")]
    [InlineData("assets: 3")]
    public void A_file_that_is_not_as_described_stops_the_start(string text)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Read(text));

        Assert.StartsWith("WORKERS_LIMITS_FILE cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_stops_the_start()
    {
        var error = Assert.Throws<InvalidOperationException>(() => OwnerLimits.From(Options("/nowhere/limits.json")));

        Assert.StartsWith("WORKERS_LIMITS_FILE cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);

    private OwnerLimits Read(string text)
    {
        File.WriteAllText(_file, text);
        return OwnerLimits.From(Options(_file));
    }

    private static WorkersOptions Options(string? file)
    {
        var settings = new Dictionary<string, string?>
        {
            ["WORKERS_BROKER"] = "amqp://broker",
            ["WORKERS_ICEBOX"] = "Host=db",
            ["WORKERS_ENGINE"] = "Host=db",
            ["WORKERS_MOST_ASSETS"] = "7",
            ["WORKERS_LIMITS_FILE"] = file,
        };
        return SettingsReader.Read(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), WorkersProcess.Importer);
    }
}
