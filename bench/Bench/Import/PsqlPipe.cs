using System.Diagnostics;
using Npgsql;
using Workers.Kit.Servers;

namespace Workers.Bench.Import;

/// <summary>What one would type: <c>psql -c "COPY ... TO STDOUT" | psql -c "COPY ... FROM STDIN"</c>.</summary>
internal sealed class PsqlPipe(string from, string to)
{
    public async Task RunAsync(string copyOut, string copyIn)
    {
        var start = new ProcessStartInfo("bash", ["-c", "set -o pipefail; \"$PSQL\" -qX \"$FROM\" -c \"$COPY_OUT\" | \"$PSQL\" -qX \"$TO\" -c \"$COPY_IN\""])
        {
            Environment = { ["PSQL"] = $"{PostgresServer.Programs}/psql", ["FROM"] = Address(from), ["TO"] = Address(to), ["COPY_OUT"] = copyOut, ["COPY_IN"] = copyIn },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException("psql failed");
    }

    private static string Address(string connectionString)
    {
        var c = new NpgsqlConnectionStringBuilder(connectionString);
        return $"host={c.Host} port={c.Port} dbname={c.Database} user={c.Username} password={c.Password}";
    }
}
