using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using MassTransit;
using Workers.Contracts;
using Workers.Messaging.Topology;
using Workers.Support;

namespace Workers.Messaging.Tests;

/// <summary>
/// The platform's only view of us: exchange, URN and JSON schema of every message. A change of
/// <c>docs/messages.schema.json</c> is a change of the contract; write it with <c>WORKERS_APPROVE=1</c> after thinking
/// about who is out there.
/// </summary>
public sealed class Message_contract
{
    private static readonly string Approved = Path.Combine(SharedCases.Root, "docs", "messages.schema.json");
    private static readonly JsonSerializerOptions Wire = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };
    private static readonly JsonSchemaExporterOptions NonNull = new() { TreatNullObliviousAsNonNullable = true };
    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string Page = File.ReadAllText(Path.Combine(SharedCases.Root, "docs", "messages.md"));

    private static IEnumerable<Type> Messages => typeof(ImportHazardRequested).Assembly.GetExportedTypes()
        .Where(x => x is { IsClass: true, IsAbstract: false } && x.GetProperty("JobId") is not null)
        .OrderBy(x => x.Name, StringComparer.Ordinal);

    [Fact]
    public void The_contract_is_the_approved_one()
    {
        var described = Messages.Select(x => KeyValuePair.Create<string, JsonNode?>(x.Name, Describe(x)));
        var contract = new JsonObject(described).ToJsonString(Pretty) + "\n";
        if (Environment.GetEnvironmentVariable("WORKERS_APPROVE") == "1")
            File.WriteAllText(Approved, contract);
        Assert.Equal(File.ReadAllText(Approved), contract);
    }

    [Fact]
    public void Exchanges_have_readable_names()
    {
        Assert.Equal("workers.import-hazard-requested", EntityNames.Of(typeof(ImportHazardRequested)));
        Assert.Equal("workers.fault.run-risk-calc", EntityNames.Of(typeof(Fault<RunRiskCalc>)));
        Assert.Equal("workers.fault", EntityNames.Of(typeof(Fault)));
    }

    [Fact]
    public void Every_message_is_described() =>
        Assert.All(Messages, x => Assert.Contains($"`{x.Name}`", Page, StringComparison.Ordinal));

    [Fact]
    public void Every_queue_is_described() =>
        Assert.All(Queues.All, x => Assert.Contains($"`{x}`", Page, StringComparison.Ordinal));

    private static JsonObject Describe(Type message) => new()
    {
        ["exchange"] = EntityNames.Of(message),
        ["messageType"] = MessageUrn.ForTypeString(message),
        ["mandatory"] = Routes.Mandatory(message),
        ["schema"] = Wire.GetJsonSchemaAsNode(message, NonNull),
    };
}
