using Npgsql;
using Workers.Faults.Installation;
using Workers.Storage.Databases;

namespace Workers.Faults.Kinds;

/// <summary>
/// A process is killed at a known place: it waits to write a table that is held, which says how far it has come.
/// </summary>
internal static class NamedPointFaults
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        At("before the saga's commit", Database.Jobs, "jobs.job_transition", "coordinator", "coordinator-2"),
        At("at the saga's inbox", Database.Jobs, "messaging.inbox", "coordinator", "coordinator-2"),
        At("at the saga's outbox", Database.Jobs, "messaging.outbox", "coordinator", "coordinator-2"),
        At("mid-copy of an import", Database.Engine, "engine.hazard_values", "importer"),
        At("at the ledger of an import", Database.Engine, "engine.import_part", "importer"),
        At("before the run of a job is known", Database.Engine, "engine.job_run", "importer"),
        At("mid-write of results", Database.Engine, "engine.result_asset_values", "calculator-1", "calculator-2"),
        At("between blocks", Database.Engine, "engine.finished_block", "calculator-1", "calculator-2"),
        At("mid-copy of an export", Database.Icebox, "icebox.result_asset_values", "exporter"),
        At("at the ledger of an export", Database.Icebox, "icebox.export_part", "exporter"),
        At("before the export's acknowledgement", Database.Icebox, "messaging.inbox", "exporter"),
    ];

    private static FaultKind At(string point, string database, string table, params string[] processes) =>
        new($"kill -9 {point}", FaultLane.Processes, 2, (system, _, cancel) =>
            KillAtAsync(system, database, table, processes, cancel));

    private static async Task KillAtAsync(
        FaultySystem system,
        string database,
        string table,
        string[] processes,
        CancellationToken cancel)
    {
        var address = database switch
        {
            Database.Icebox => system.Direct.Icebox,
            Database.Engine => system.Direct.Engine,
            _ => system.Direct.Jobs,
        };
        await using var holder = await FaultySystem.OpenAsync(address, cancel);
        await using var hold = new NpgsqlCommand(
            $"SET lock_timeout = '2s'; BEGIN; LOCK TABLE {table} IN SHARE MODE", holder);
        await hold.ExecuteNonQueryAsync(cancel);
        await using var watcher = await FaultySystem.OpenAsync(address, cancel);
        if (!await SomebodyWaitsAsync(watcher, table, cancel)) return;
        await Task.WhenAll(processes.Select(p => system.Find(p)?.KillAsync() ?? Task.CompletedTask));
    }

    /// <summary>False if nobody comes by in time: then nothing is injected but the wait.</summary>
    private static async Task<bool> SomebodyWaitsAsync(
        NpgsqlConnection watcher,
        string table,
        CancellationToken cancel)
    {
        await using var waiting = new NpgsqlCommand(
            $"SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = '{table}'::regclass)", watcher);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            if ((bool)(await waiting.ExecuteScalarAsync(cancel))!) return true;
            await Task.Delay(Pause, cancel);
        }
        return false;
    }
}
