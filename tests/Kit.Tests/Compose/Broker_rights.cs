using System.Text.Json;
using System.Text.RegularExpressions;
using Workers.Contracts;
using Workers.Messaging.Topology;

namespace Workers.Kit.Tests.Compose;

/// <summary>
/// Who may do what at the broker, from the side of each user: what is not listed is forbidden, of all names that there
/// are.
/// </summary>
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

    private static readonly string[] Doors =
    [
        "workers.import-hazard-requested",
        "workers.cancel-risk-job",
        "workers.retry-risk-job",
    ];

    private static readonly string[] Told = ["workers.risk-job-state-changed", "workers.risk-job-refused"];

    /// <summary>Exchanges of what every worker tells: signs of life, rejections, faults.</summary>
    private static readonly string[] Signs =
    [
        "workers.step-progressed",
        "workers.fault",
        "workers.receive-fault",
        .. Commands.Select(x => EntityNames.Of(x).Replace("workers.", "workers.fault.", StringComparison.Ordinal)),
    ];

    private static Type[] Commands =>
    [
        typeof(ImportHazardRequested), typeof(RunRiskCalc), typeof(CalculateBlock), typeof(MergeBlocks),
        typeof(ExportResults), typeof(DiscardResults), typeof(CancelRiskJob), typeof(RetryRiskJob),
    ];

    /// <summary>All names of the system, and some that are not of it.</summary>
    private static readonly string[] Names =
    [
        .. Queues.All,
        .. Queues.All.SelectMany(Queues.SetAside),
        .. Messages.Select(EntityNames.Of),
        .. Signs,
        "workers.deadline-passed", "workers.something-new",
        "platform", "platform.events", "platformx", "Xplatform.events", "other", "risk-job-", "xrisk-job",
        "amq.default", "amq.direct", "amq.fanout", "amq.topic", "amq.headers", "amq.match", "amq.rabbitmq.trace",
        "amq.gen-1", "",
    ];

    private static IEnumerable<Type> Messages => typeof(ImportHazardRequested).Assembly.GetExportedTypes()
        .Where(x => x is { IsClass: true, IsAbstract: false } && x.GetProperty("JobId") is not null);

    [Fact]
    public void The_coordinator_has_the_saga_the_doors_the_dead_letters_and_commands_the_workers()
    {
        string[] own = [.. WithSetAside("risk-job", "risk-job-ingress", "risk-job-requests"), "dead-letters", .. Ours];

        Expect("coordinator", "configure", own);
        // It takes what was set aside of all queues, and sends it again.
        Expect("coordinator", "read", [.. own, .. WorkersQueues.SelectMany(Queues.SetAside)]);
        Expect("coordinator", "write",
            [
                .. own, "import-hazard", "run-risk-calc", "calculate-block", "merge-blocks", "export-results",
                "discard-work", "discard-results",
            ]);
    }

    [Fact]
    public void The_importer_has_its_queue()
    {
        var own = WithSetAside("import-hazard");

        Expect("importer", "configure", [.. own, .. Signs]);
        Expect("importer", "read", [.. own, .. Faults]);
        Expect("importer", "write", [.. own, .. Signs, .. OfTheEngine]);
    }

    [Fact]
    public void The_calculator_has_its_queues()
    {
        var own = WithSetAside("run-risk-calc", "calculate-block", "merge-blocks", "discard-work");

        Expect("calculator", "configure", [.. own, .. Signs]);
        Expect("calculator", "read", [.. own, .. Faults]);
        Expect("calculator", "write", [.. own, .. Signs, .. OfTheEngine]);
    }

    [Fact]
    public void The_exporter_has_its_queues()
    {
        var own = WithSetAside("export-results", "discard-results");

        Expect("exporter", "configure", [.. own, .. Signs]);
        Expect("exporter", "read", [.. own, .. Faults]);
        Expect("exporter", "write",
            [.. own, .. Signs, "dead-letters", "workers.results-exported", "workers.step-rejected"]);
    }

    [Fact]
    public void A_platform_has_its_own_queues_sends_to_the_doors_and_hears_what_is_told()
    {
        Expect("platform", "configure", ["platform.events"]);
        Expect("platform", "write", ["risk-job-ingress", .. Doors, "platform.events"]);
        Expect("platform", "read", [.. Told, "platform.events"]);
    }

    [Fact]
    public void People_with_the_command_need_no_broker()
    {
        Expect("operator", "configure", []);
        Expect("operator", "write", []);
        Expect("operator", "read", []);
    }

    [Fact]
    public void There_is_no_guest_and_no_administrator() =>
        Assert.Equal(Users.Select(u => (u, $"{{{u}}}", "")), Definitions.GetProperty("users").EnumerateArray()
            .Select(u => (
                u.GetProperty("name").GetString()!,
                u.GetProperty("password").GetString()!,
                u.GetProperty("tags").GetString()!)));

    private static IEnumerable<string> WorkersQueues => Queues.All.Where(x => x != Queues.DeadLetters);

    private static IEnumerable<string> Ours => Names.Where(x => x.StartsWith("workers.", StringComparison.Ordinal));

    private static IEnumerable<string> Faults =>
        Signs.Where(x => x.StartsWith("workers.fault.", StringComparison.Ordinal));

    /// <summary>
    /// Whoever commits in the engine database may be the one to send what another has put into its outbox.
    /// </summary>
    private static string[] OfTheEngine =>
    [
        "import-hazard", "calculate-block", "merge-blocks", "run-risk-calc", "discard-work", "dead-letters",
        "workers.hazard-imported", "workers.risk-calc-completed", "workers.step-rejected",
    ];

    private static string[] WithSetAside(params string[] queues) => [.. queues, .. queues.SelectMany(Queues.SetAside)];

    private static void Expect(string user, string what, IEnumerable<string> names) =>
        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal),
            Names.Distinct().Where(x => May(user, what, x)).Order(StringComparer.Ordinal));

    private static bool May(string user, string what, string name) =>
        Definitions.GetProperty("permissions").EnumerateArray().Where(p => p.GetProperty("user").GetString() == user)
            .Any(p => Regex.IsMatch(name, p.GetProperty(what).GetString()!));
}
