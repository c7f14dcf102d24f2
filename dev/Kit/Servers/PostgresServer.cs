using Npgsql;
using Workers.Kit.Instances;
using Workers.Kit.Processes;
using Workers.Operations;

namespace Workers.Kit.Servers;

/// <summary>A private PostgreSQL cluster: loopback only, password only, no socket.</summary>
public static class PostgresServer
{
    public const string Name = "postgres";

    /// <summary>Folder of the newest PostgreSQL that has PostGIS; null if none is installed.</summary>
    public static string? Programs =>
        Versions.Where(HasPostgis).Select(version => $"/usr/lib/postgresql/{version}/bin").FirstOrDefault();

    /// <summary>Installed versions, newest first.</summary>
    public static IReadOnlyList<int> Versions =>
        Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").Where(f => File.Exists($"{f}/bin/postgres"))
                .Select(f => int.TryParse(Path.GetFileName(f), out var version) ? version : 0).Where(v => v > 0).OrderDescending()]
            : [];

    private static bool HasPostgis(int version) => File.Exists($"/usr/share/postgresql/{version}/extension/postgis.control");

    public static async Task StartAsync(Instance instance, ServerSettings settings, CancellationToken cancel)
    {
        if (instance.Find(Name) is not null) return;
        var account = Account.For("postgres");
        var data = Path.Combine(instance.Data, "postgres");
        if (!File.Exists(Path.Combine(data, "cluster", "PG_VERSION"))) await CreateAsync(instance, account, data, settings, cancel);
        string[] speed = instance.Durable ? [] : ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"];
        var process = await Launcher.StartAsync(instance, Name, account.Command([
            $"{Programs}/postgres", "-D", Path.Combine(data, "cluster"), "-p", $"{settings.PostgresPort}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=300", "-c", "shared_buffers=256MB",
            "-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "max_wal_size=4GB", "-c", "jit=off", .. speed]),
            new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" }, cancel);
        await Launcher.WaitAsync(instance, process, () => AnswersAsync(settings.Postgres, cancel), TimeSpan.FromMinutes(2), cancel);
    }

    public static async Task StopAsync(Instance instance)
    {
        if (instance.Find(Name) is not { } process) return;
        if (instance.Durable) await process.StopFastAsync(TimeSpan.FromSeconds(60));
        else await process.AbandonAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task CreateAsync(Instance instance, Account account, string data, ServerSettings settings, CancellationToken cancel)
    {
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
        await account.CreateFolderAsync(data, cancel);
        var password = Path.Combine(data, "password");
        await account.WriteSecretAsync(password, settings.PostgresPassword, cancel);
        // Under another name until it is whole, so that an interrupted start is begun again.
        var unfinished = Path.Combine(data, "unfinished");
        var command = account.Command([
            $"{Programs}/initdb", "-D", unfinished, "-U", "postgres", $"--pwfile={password}", "--auth=scram-sha-256",
            "-E", "UTF8", "--locale=C.UTF-8", .. instance.Durable ? Array.Empty<string>() : ["--no-sync"]]).ToList();
        await ExternalProgram.RunAsync(command[0], command.Skip(1), cancel);
        File.Delete(password);
        Directory.Move(unfinished, Path.Combine(data, "cluster"));
    }

    private static async Task<bool> AnswersAsync(string connectionString, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false;Timeout=5");
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new UnavailableException("the private PostgreSQL does not know its password any more; remove .local and start again", e);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
