using Npgsql;
using Workers.Support;

namespace Workers.Journeys.Faults;

/// <summary>
/// A table that can be read but not written while this object lives: whoever writes it stands still in the middle of
/// its step,
/// at a known place, for as long as the test wants.
/// </summary>
internal sealed class HeldTable : IAsyncDisposable
{
    private readonly NpgsqlConnection _holder, _watcher;
    private readonly string _table;

    private HeldTable(NpgsqlConnection holder, NpgsqlConnection watcher, string table)
    {
        _holder = holder;
        _watcher = watcher;
        _table = table;
    }

    public static async Task<HeldTable> HoldAsync(string database, string table)
    {
        var holder = new NpgsqlConnection(database);
        await holder.OpenAsync();
        await using var hold = new NpgsqlCommand($"BEGIN; LOCK TABLE {table} IN SHARE MODE", holder);
        await hold.ExecuteNonQueryAsync();
        var watcher = new NpgsqlConnection(database);
        await watcher.OpenAsync();
        return new(holder, watcher, table);
    }

    /// <summary>Waits until somebody waits for the table.</summary>
    public Task SomebodyWaitsAsync() => Eventually.TrueAsync(async () =>
    {
        await using var waiting = new NpgsqlCommand(
            $"SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = '{_table}'::regclass)",
            _watcher);
        return (bool)(await waiting.ExecuteScalarAsync())!;
    }, () => $"nobody wanted to write {_table}");

    public async ValueTask DisposeAsync()
    {
        await _holder.DisposeAsync();
        await _watcher.DisposeAsync();
    }
}
