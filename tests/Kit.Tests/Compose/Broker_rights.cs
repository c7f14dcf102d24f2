using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workers.Messaging.Topology;

namespace Workers.Kit.Tests.Compose;

/// <summary>Who may do what at the broker, as a table.</summary>
public class Broker_rights
{
    private static readonly JsonElement Definitions =
        JsonDocument.Parse(File.ReadAllText($"{ComposeFile.Folder}/broker/definitions.json")).RootElement;

    private static readonly string[] Users =
    [
        "coordinator",
        "importer",
        "calculator",
        "exporter",
        "operator",
        "platform",
    ];

    [Theory]
    // what                              may create it                    may put into it                           may
    // take from it
    [InlineData("risk-job", "coordinator", "coordinator", "coordinator")]
    [InlineData("risk-job-ingress", "coordinator", "coordinator platform", "coordinator")]
    // Whoever commits in the engine database may be the one to send what another has put into its outbox.
    [InlineData("import-hazard", "coordinator importer calculator", "coordinator importer calculator", "importer")]
    [InlineData("calculate-block", "importer calculator", "coordinator importer calculator", "calculator")]
    [InlineData("merge-blocks", "importer calculator", "coordinator importer calculator", "calculator")]
    [InlineData("run-risk-calc", "coordinator calculator", "coordinator calculator", "calculator")]
    [InlineData("export-results", "coordinator exporter", "coordinator exporter", "exporter")]
    [InlineData("discard-work", "coordinator importer calculator", "coordinator importer calculator", "calculator")]
    [InlineData("discard-results", "coordinator exporter", "coordinator exporter", "exporter")]
    [InlineData("dead-letters", "coordinator importer calculator exporter", "coordinator importer calculator exporter",
        "coordinator importer calculator exporter")]
    // The coordinator takes what was set aside, and sends it again.
    [InlineData("run-risk-calc_error", "calculator", "calculator", "coordinator calculator")]
    [InlineData("discard-results_skipped", "exporter", "exporter", "coordinator exporter")]
    [InlineData("risk-job_error", "coordinator", "coordinator", "coordinator")]
    [InlineData(
        "workers.import-hazard-requested",
        "coordinator importer calculator exporter",
        "coordinator importer calculator exporter platform",
        "coordinator importer calculator exporter")]
    [InlineData(
        "workers.risk-job-state-changed",
        "coordinator importer calculator exporter",
        "coordinator importer calculator exporter",
        "coordinator importer calculator exporter platform")]
    [InlineData("platform.events", "platform", "platform", "platform")]
    [InlineData("amq.topic", "", "", "")]
    public void Table(string name, string configure, string write, string read)
    {
        Assert.Equal(
            configure.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Users.Where(u => May(u, "configure", name)));
        Assert.Equal(write.Split(' ', StringSplitOptions.RemoveEmptyEntries), Users.Where(u => May(u, "write", name)));
        Assert.Equal(read.Split(' ', StringSplitOptions.RemoveEmptyEntries), Users.Where(u => May(u, "read", name)));
    }

    [Fact]
    public void Every_queue_has_a_row()
    {
        var rows = typeof(Broker_rights).GetMethod(nameof(Table))!.GetCustomAttributesData()
            .Where(x => x.AttributeType == typeof(InlineDataAttribute))
            .Select(x => (IReadOnlyList<CustomAttributeTypedArgument>)x.ConstructorArguments[0].Value!)
            .Select(arguments => arguments[0].Value as string);
        Assert.Empty(Queues.All.Except(rows));
    }

    [Fact]
    public void There_is_no_guest_and_no_administrator() =>
        Assert.Equal(Users.Select(u => (u, $"{{{u}}}", "")), Definitions.GetProperty("users").EnumerateArray()
            .Select(u => (
                u.GetProperty("name").GetString()!,
                u.GetProperty("password").GetString()!,
                u.GetProperty("tags").GetString()!)));

    private static bool May(string user, string what, string name) =>
        Definitions.GetProperty("permissions").EnumerateArray().Where(p => p.GetProperty("user").GetString() == user)
            .Any(p => Regex.IsMatch(name, p.GetProperty(what).GetString()!));
}
