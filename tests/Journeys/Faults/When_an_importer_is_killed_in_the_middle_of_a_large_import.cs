using Npgsql;
using Workers.Faults.Load;
using Workers.Journeys.Running;
using Workers.Storage.Databases;
using Workers.Support;

namespace Workers.Journeys.Faults;

[Collection(OneSystem.Name)]
public sealed class When_an_importer_is_killed_in_the_middle_of_a_large_import(RunningSystem system)
{
    /// <summary>
    /// Cut small, so that much of it is left when a few parts are there; it is killed while it writes the next ones
    /// down.
    /// </summary>
    [SkippableFact]
    public async Task The_next_one_moves_only_the_missing_parts()
    {
        await system.UpAsync();
        var request = await system.Client.RequestForAsync(
            LargeJob.GroundMotion(events: 20_000, sites: 400),
            LargeJob.Files("event_based_risk", assets: 16, cov: 0))
            with
        { Area = TestCases.AreaNoOtherJobHas() };      // 32 MB
        await system.RestartAsync("importer", ("WORKERS_PART_BYTES", "1000000"));
        await using var engine = new NpgsqlConnection(system.ConnectionTo(Database.Engine));
        await engine.OpenAsync();

        await system.Client.Jobs.SubmitAsync(request, CancellationToken.None);
        await Eventually.TrueAsync(async () => (await PartsAsync(engine)).Count >= 5, () => "no part was copied");
        await using (var held = await HeldTable.HoldAsync(system.ConnectionTo(Database.Engine), "engine.import_part"))
        {
            await held.SomebodyWaitsAsync();
            await system.KillAsync("importer");
        }
        var before = await PartsAsync(engine);
        await system.StartAsync("importer");

        await system.Client.CompleteAsync(request.JobId);
        var after = await PartsAsync(engine);
        // Written by the same transactions as before.
        Assert.Equal(before, after.Where(p => before.Any(b => b.Part == p.Part)));
        var missing = after.Except(before).ToList();
        Assert.NotEmpty(missing);
        Assert.Equal(400 * 20_000 * sizeof(float), after.Sum(p => p.Bytes));
        // The rows themselves: none of a part that was there was written again, and none is there twice.
        Assert.Equal(missing.Sum(p => p.Bytes), await BytesNotOfAsync(engine, before.Select(p => p.Transaction)));

        async Task<List<(int Part, long Bytes, long Transaction)>> PartsAsync(NpgsqlConnection connection)
        {
            await using var command = new NpgsqlCommand(
                """
                SELECT part, p.bytes, p.xmin::text::bigint
                FROM engine.import_part p JOIN engine.import i ON i.id = import_id
                WHERE hazard_calculation_id = $1 AND part > 0 ORDER BY part
                """, connection)
            { Parameters = { new() { Value = request.HazardCalculationId } } };
            await using var rows = await command.ExecuteReaderAsync();
            var parts = new List<(int, long, long)>();
            while (await rows.ReadAsync())
                parts.Add((rows.GetInt32(0), rows.GetInt64(1), rows.GetInt64(2)));
            return parts;
        }

        async Task<long> BytesNotOfAsync(NpgsqlConnection connection, IEnumerable<long> transactions)
        {
            await using var command = new NpgsqlCommand(
                """
                SELECT coalesce(sum(octet_length(payload)), 0)::bigint
                FROM engine.hazard_values v JOIN engine.import i ON i.id = import_id
                WHERE hazard_calculation_id = $1 AND NOT v.xmin::text::bigint = ANY($2)
                """, connection)
            {
                Parameters =
                {
                    new() { Value = request.HazardCalculationId },
                    new() { Value = transactions.ToArray() },
                },
            };
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }
}
