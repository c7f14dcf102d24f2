using Workers.Kit.Instances;
using Workers.Kit.Servers;

namespace Workers.Kit.Testing;

/// <summary>The servers that tests find in their environment: those named there already, or private ones that end with the run.</summary>
public sealed class TestServers : IAsyncDisposable
{
    private static readonly string[] Names = ["WORKERS_TEST_POSTGRES", "WORKERS_TEST_BROKER", "WORKERS_TEST_RABBITMQCTL"];
    private readonly Instance? _started;
    private readonly InstanceLock? _lock;

    private TestServers(Dictionary<string, string> environment, Instance? started, InstanceLock? held)
    {
        Environment = environment;
        _started = started;
        _lock = held;
    }

    public Dictionary<string, string> Environment { get; }

    /// <param name="durable">The private servers flush to the disk, as those that keep data do: for measuring.</param>
    public static async Task<TestServers> UseAsync(Checkout checkout, CancellationToken cancel, bool durable = false)
    {
        if (Names.All(name => System.Environment.GetEnvironmentVariable(name) is { Length: > 0 }))
            return new([], null, null);
        var instance = durable ? Instance.ForMeasuring(checkout) : Instance.ForTests(checkout);
        var held = InstanceLock.Take(instance, "test");
        try
        {
            await StopAsync(instance);
            await DebianPackages.TryPikaAsync(cancel);
            var settings = await PrivateServers.StartAsync(instance, cancel);
            string[] values = [settings.Postgres, settings.Broker, RabbitServer.Control(instance)];
            return new(Names.Zip(values).ToDictionary(), instance, held);
        }
        catch
        {
            await StopAsync(instance);
            held.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_started is not null) await StopAsync(_started);
        _lock?.Dispose();
    }

    private static async Task StopAsync(Instance instance)
    {
        await PrivateServers.StopAsync(instance);
        instance.DeleteData();
    }
}
