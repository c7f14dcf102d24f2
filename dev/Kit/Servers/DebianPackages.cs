using Spectre.Console;
using Workers.Kit.Processes;
using Workers.Operations;

namespace Workers.Kit.Servers;

/// <summary>The servers' packages: installed when they are absent and we may, without starting or stopping any service.</summary>
public static class DebianPackages
{
    private const string Policy = "/usr/sbin/policy-rc.d";

    public static async Task EnsureServersAsync(CancellationToken cancel)
    {
        var missing = new List<string>();
        if (!RabbitServer.IsInstalled) missing.Add("rabbitmq-server");
        if (PostgresServer.Versions.Count == 0) missing.Add("postgresql");
        if (missing.Count == 0 && PostgresServer.Programs is not null) return;
        RequireRights([.. missing, "postgis", $"postgresql-{PostgresServer.Versions.FirstOrDefault(15)}-postgis-3"]);
        await AptAsync(["update", "-q"], cancel);
        await InstallAsync(missing, cancel);
        if (PostgresServer.Programs is null) await InstallAsync(["postgis", $"postgresql-{PostgresServer.Versions[0]}-postgis-3"], cancel);
    }

    /// <summary>A package that tests use if it is there; false if it cannot be had.</summary>
    public static async Task<bool> TryAsync(string package, string file, CancellationToken cancel, string policy = Policy)
    {
        if (File.Exists(file)) return true;
        if (!MayInstall) return false;
        try
        {
            await AptAsync(["update", "-q"], cancel);
            await InstallAsync([package], cancel, policy);
            return true;
        }
        catch (UnavailableException)
        {
            return false;
        }
    }

    /// <summary>SciPy, for the baseline of a benchmark.</summary>
    public static Task<bool> TryScipyAsync(CancellationToken cancel) =>
        TryAsync("python3-scipy", "/usr/lib/python3/dist-packages/scipy/__init__.py", cancel);

    /// <summary>The RabbitMQ client of Python, for the example of the documentation.</summary>
    public static Task<bool> TryPikaAsync(CancellationToken cancel) =>
        TryAsync("python3-pika", "/usr/lib/python3/dist-packages/pika/__init__.py", cancel);

    private static bool MayInstall => Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get");

    private static void RequireRights(IEnumerable<string> packages)
    {
        if (!MayInstall)
            throw new UnavailableException($"RabbitMQ, PostgreSQL or PostGIS is not installed. As root: apt-get install {string.Join(' ', packages)}");
    }

    private static async Task InstallAsync(List<string> packages, CancellationToken cancel, string policy = Policy)
    {
        if (packages.Count == 0) return;
        News.Console.MarkupLineInterpolated($"installing {string.Join(", ", packages)}");
        // Debian starts a service as soon as it is installed, unless this file says no (101). Ours is there for the call only.
        var ours = !File.Exists(policy);
        if (ours) await File.WriteAllTextAsync(policy, "#!/bin/sh\nexit 101\n", cancel);
        try
        {
            if (ours) File.SetUnixFileMode(policy, (UnixFileMode)Convert.ToInt32("755", 8));
            await AptAsync(["install", "-q", "-y", "--no-install-recommends", .. packages], cancel);
        }
        finally
        {
            if (ours) File.Delete(policy);
        }
    }

    private static Task<string> AptAsync(string[] arguments, CancellationToken cancel) =>
        ExternalProgram.RunAsync("apt-get", arguments, cancel, ("DEBIAN_FRONTEND", "noninteractive"));
}
