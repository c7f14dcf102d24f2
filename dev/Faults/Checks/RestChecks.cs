using Npgsql;
using Workers.Faults.Installation;

namespace Workers.Faults.Checks;

/// <summary>What must be true when everything rests: nothing is under way, and nothing was left behind.</summary>
internal static class RestChecks
{
    private static readonly string[] SetAside = ["_error", "_skipped"];

    private const string Waiting =
        "SELECT count(*) FROM messaging.outbox WHERE due_at < now() OR due_at = 'infinity'";

    private const string Blocks = "SELECT count(*) FROM engine.calculated_block";

    public static async Task<IReadOnlyList<Violation>> CheckAsync(FaultySystem system, CancellationToken cancel)
    {
        var violations = new List<Violation>();
        foreach (var (queue, depth) in await QueuesAsync(system, cancel))
            if (depth > 0 && IsWork(queue)) violations.Add(new("I6", $"{depth} messages are left in {queue}"));
        await CountAsync(system.Direct.Jobs, Waiting, "messages wait in the outbox of the jobs database");
        await CountAsync(system.Direct.Engine, Waiting, "messages wait in the outbox of the engine database");
        await CountAsync(system.Direct.Icebox, Waiting, "messages wait in the outbox of the icebox");
        await CountAsync(system.Direct.Engine, Blocks, "blocks are left behind");
        return violations;

        async Task CountAsync(string database, string sql, string what)
        {
            await using var connection = await FaultySystem.OpenAsync(database, cancel);
            await using var command = new NpgsqlCommand(sql, connection);
            var count = (long)(await command.ExecuteScalarAsync(cancel))!;
            if (count > 0) violations.Add(new("I6", $"{count} {what}"));
        }
    }

    /// <summary>Messages that were set aside, by queue.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> SetAsideAsync(
        FaultySystem system,
        CancellationToken cancel) =>
        (await QueuesAsync(system, cancel))
            .Where(queue => !IsWork(queue.Key) && queue.Value > 0)
            .ToDictionary();

    private static bool IsWork(string queue) =>
        queue != "dead-letters" && !SetAside.Any(end => queue.EndsWith(end, StringComparison.Ordinal));

    private static async Task<Dictionary<string, long>> QueuesAsync(FaultySystem system, CancellationToken cancel)
    {
        var listed = await system.ControlAsync(["-q", "list_queues", "name", "messages"], cancel);
        return listed.Split('\n')
            .Select(line => line.Split('\t'))
            .Where(line => line.Length == 2 && long.TryParse(line[1], out _))
            .ToDictionary(line => line[0], line => long.Parse(line[1]));
    }
}
