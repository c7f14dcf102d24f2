using System.Diagnostics;

namespace Workers.Bench.Installation;

/// <summary>A virtual host of the benchmark's own on the given node, removed at the end.</summary>
internal sealed class BenchBroker : IAsyncDisposable
{
    private readonly string _name = $"bench-{Guid.NewGuid():N}";

    public Uri Address => new(new Uri(Get("WORKERS_TEST_BROKER")), "/" + _name);

    public static async Task<BenchBroker> CreateAsync()
    {
        var broker = new BenchBroker();
        await ControlAsync("add_vhost", broker._name);
        var user = Uri.UnescapeDataString(broker.Address.UserInfo.Split(':')[0]);
        await ControlAsync("set_permissions", "-p", broker._name, user, ".*", ".*", ".*");
        return broker;
    }

    public async ValueTask DisposeAsync() => await ControlAsync("delete_vhost", _name);

    private static async Task ControlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Get("WORKERS_TEST_RABBITMQCTL"), arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)} failed");
    }

    private static string Get(string name) => Environment.GetEnvironmentVariable(name)
        ?? throw new InvalidOperationException($"{name} is not set: ./workers bench starts the servers and sets it");
}
