using System.Security.Cryptography;
using System.Text.Json;
using Workers.Kit.Instances;
using Workers.Kit.Processes;

namespace Workers.Kit.Servers;

/// <summary>Ports and passwords of an instance's servers, drawn once and kept in a file that only its owner can read.</summary>
public sealed record ServerSettings
{
    public int PostgresPort { get; init; }
    public string PostgresPassword { get; init; } = "";
    public int BrokerPort { get; init; }
    public int BrokerDistributionPort { get; init; }
    public int BrokerNamesPort { get; init; }
    public string BrokerPassword { get; init; } = "";
    public string BrokerCookie { get; init; } = "";

    public string Postgres => $"Host=127.0.0.1;Port={PostgresPort};Username=postgres;Password={PostgresPassword}";

    public string Broker => $"amqp://workers:{BrokerPassword}@127.0.0.1:{BrokerPort}";

    public string Database(string name) => $"{Postgres};Database={name}";

    public static ServerSettings? Read(Instance instance) =>
        File.Exists(PathOf(instance)) ? JsonSerializer.Deserialize<ServerSettings>(File.ReadAllText(PathOf(instance))) : null;

    /// <summary>What is on file, but for ports that somebody else took in the meantime. A server that runs keeps its ports.</summary>
    public static async Task<ServerSettings> PrepareAsync(Instance instance, CancellationToken cancel)
    {
        var kept = Read(instance);
        var settings = kept ?? new ServerSettings { PostgresPassword = Secret(), BrokerPassword = Secret(), BrokerCookie = Secret() };
        if (instance.Find(PostgresServer.Name) is null)
            settings = settings with { PostgresPort = Usable(settings.PostgresPort) };
        if (instance.Find(RabbitServer.Name) is null)
            settings = settings with
            {
                BrokerPort = Usable(settings.BrokerPort),
                BrokerDistributionPort = Usable(settings.BrokerDistributionPort),
                BrokerNamesPort = Usable(settings.BrokerNamesPort),
            };
        if (settings != kept) await new Account(null).WriteSecretAsync(PathOf(instance), JsonSerializer.Serialize(settings), cancel);
        return settings;
    }

    public static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    private static int Usable(int port) => port != 0 && Ports.IsFree(port) ? port : Ports.Free();

    private static string PathOf(Instance instance) => Path.Combine(instance.Folder, "servers.json");
}
