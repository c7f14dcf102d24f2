using System.Text.Json;
using Workers.Cli.Printing;
using Workers.Operations.Archive;

namespace Workers.Cli.Tests.Printing;

public sealed class Json_of_answers
{
    [Fact]
    public void Members_without_a_value_are_null_and_never_absent()
    {
        var json = JsonSerializer.Serialize(new StatusAnswer(true, [], [], null), Output.JsonOptions);
        using var document = JsonDocument.Parse(json);

        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("broker").ValueKind);
    }

    [Fact]
    public void What_is_JSON_in_the_archive_is_JSON_and_no_text()
    {
        using var parameters = JsonDocument.Parse("""{"maximum_distance":"200"}""");
        var hazard = new HazardView
        {
            Id = Guid.Empty,
            ContentHash = "",
            Mode = "classical",
            Kind = "Curves",
            Description = "",
            EngineVersion = null,
            InvestigationTime = 50,
            SesPerLogicTreePath = null,
            LogicTreeSamples = 0,
            Sites = 1,
            Events = 0,
            Parameters = parameters.RootElement.Clone(),
            Owner = null,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Complete = true,
        };
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(hazard, Output.JsonOptions));

        var shown = document.RootElement.GetProperty("parameters").GetProperty("maximum_distance");
        Assert.Equal("200", shown.GetString());
        Assert.Equal("Curves", document.RootElement.GetProperty("kind").GetString());
    }
}
