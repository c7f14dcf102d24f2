using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Spectre.Console;
using Workers.Kit.Instances;
using Workers.Kit.Processes;

namespace Workers.Kit.Servers;

/// <summary>
/// A private RabbitMQ node: loopback only, one user with a drawn password, its own name daemon and cookie.
/// </summary>
public static class RabbitServer
{
    public const string Name = "rabbitmq";
    public const string NamesDaemon = "epmd";
    private const string Programs = "/usr/lib/rabbitmq/bin";

    /// <summary>
    /// How long a step may take: the broker redelivers what is not confirmed by then. Its default of 30 minutes is
    /// shorter than steps of the largest jobs.
    /// </summary>
    public static readonly TimeSpan ConsumerTimeout = TimeSpan.FromHours(12);

    /// <summary>Larger messages are refused to whoever sends them.</summary>
    public const int MostMessageBytes = 32 << 20;

    public static bool IsInstalled => File.Exists($"{Programs}/rabbitmq-server");

    /// <summary>A script that runs rabbitmqctl against the node.</summary>
    public static string Control(Instance instance) => Path.Combine(instance.Folder, "rabbitmqctl");

    public static async Task StartAsync(Instance instance, ServerSettings settings, CancellationToken cancel)
    {
        if (instance.Find(Name) is not null && instance.Find(NamesDaemon) is not null) return;
        await StopAsync(instance);
        var account = Account.For("rabbitmq");
        var folder = Path.Combine(instance.Data, "rabbitmq");
        await account.CreateFolderAsync(folder, cancel);
        await BeginAnewIfMovedAsync(folder, cancel);
        await WriteFilesAsync(instance, account, folder, settings, cancel);
        var environment = Environment(instance, folder, settings);
        // Started by us, since a daemon that Erlang starts by itself would belong to nobody.
        var daemon = account.Command("epmd", "-address", "127.0.0.1", "-port", $"{settings.BrokerNamesPort}");
        await Launcher.StartAsync(instance, NamesDaemon, daemon, environment, cancel);
        var node = account.Command($"{Programs}/rabbitmq-server");
        var process = await Launcher.StartAsync(instance, Name, node, environment, cancel);
        await Launcher.WaitAsync(
            instance,
            process,
            () => AnswersAsync(settings.Broker, cancel),
            TimeSpan.FromMinutes(2),
            cancel);
    }

    public static async Task StopAsync(Instance instance)
    {
        if (instance.Find(Name) is { } process)
        {
            if (instance.Durable) await process.StopAsync(TimeSpan.FromSeconds(60));
            else await process.KillAsync();
        }
        if (instance.Find(NamesDaemon) is { } daemon) await daemon.KillAsync();
    }

    /// <summary>
    /// Quorum queues remember their folder by its full name and do not start in another one. All that matters is in the
    /// databases, so the node begins anew where the checkout was moved or copied.
    /// </summary>
    private static async Task BeginAnewIfMovedAsync(string folder, CancellationToken cancel)
    {
        var home = Path.Combine(folder, "home");
        var data = Path.Combine(folder, "mnesia");
        var isMoved = File.Exists(home) && await File.ReadAllTextAsync(home, cancel) != folder;
        if (isMoved && Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
            News.Console.MarkupLineInterpolated(
                $"[yellow]the checkout was moved or copied: RabbitMQ begins anew; retry jobs that were under way[/]");
        }
        await File.WriteAllTextAsync(home, folder, cancel);
    }

    private static async Task WriteFilesAsync(
        Instance instance,
        Account account,
        string folder,
        ServerSettings settings,
        CancellationToken cancel)
    {
        var cookie = Path.Combine(folder, ".erlang.cookie");
        await account.WriteSecretAsync(cookie, settings.BrokerCookie, cancel, UnixFileMode.UserRead);
        await account.WriteSecretAsync(Path.Combine(folder, "enabled_plugins"), "[].\n", cancel);
        await account.WriteSecretAsync(Path.Combine(folder, "rabbitmq.conf"), $"""
            default_user = workers
            default_pass = {settings.BrokerPassword}
            default_vhost = /
            disk_free_limit.absolute = 50MB
            consumer_timeout = {ConsumerTimeout.TotalMilliseconds:0}
            max_message_size = {MostMessageBytes}

            """, cancel);
        var exports = Environment(instance, folder, settings).Select(v => $"export {v.Key}='{v.Value}'");
        var script = $"#!/bin/sh\n{string.Join('\n', exports)}\nexec {Programs}/rabbitmqctl \"$@\"\n";
        await File.WriteAllTextAsync(Control(instance), script, cancel);
        const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(Control(instance), Executable);
    }

    private static Dictionary<string, string> Environment(
        Instance instance,
        string folder,
        ServerSettings settings) => new()
    {
        // Erlang reads the cookie there.
        ["HOME"] = folder,
        ["ERL_EPMD_PORT"] = $"{settings.BrokerNamesPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"workers-{instance.Name}@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = $"{settings.BrokerPort}",
        ["RABBITMQ_DIST_PORT"] = $"{settings.BrokerDistributionPort}",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        ["RABBITMQ_BASE"] = folder,
        ["RABBITMQ_MNESIA_BASE"] = $"{folder}/mnesia",
        ["RABBITMQ_LOG_BASE"] = $"{folder}/log",
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_CONFIG_FILE"] = $"{folder}/rabbitmq.conf",
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = $"{folder}/advanced.config",
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = $"{folder}/enabled_plugins",
        ["RABBITMQ_PID_FILE"] = $"{folder}/pid",
        // The start script then becomes the node itself, instead of standing between it and our signals.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
    };

    private static async Task<bool> AnswersAsync(string address, CancellationToken cancel)
    {
        try
        {
            var factory = new ConnectionFactory { Uri = new Uri(address) };
            await using var connection = await factory.CreateConnectionAsync(cancel);
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }
}
