using Workers.Bench.Reporting;
using Workers.Bench.Workload;

namespace Workers.Bench.Import;

/// <summary>Hazard from the icebox to the engine database, against what else one could do, in turns.</summary>
internal static class ImportBench
{
    private const int Events = 10_000, TimesThere = 50;
    private const string Columns = "output, imt, site_id, chunk, checksum, payload";

    public static async Task<IReadOnlyList<Line>> RunAsync(Options options)
    {
        var sites = options.Quick ? 400 : 2_000;
        var columns = SyntheticHazard.Columns(sites);
        await using var setting = await ImportSetting.CreateAsync(sites, Events, SyntheticHazard.Box(columns, columns));
        var psql = new PsqlPipe(setting.Icebox.ConnectionString, setting.Engine.ConnectionString);
        await using var json = await JsonOverHttp.StartAsync(
            setting.Icebox,
            setting.Engine,
            options.Quick ? 100_000 : 500_000);
        await using var entities = await EntityRows.CreateAsync(setting.Engine, options.Quick ? 10_000 : 20_000);
        var result = await setting.ImportAsync();
        using var file = new FileCopy(result.Bytes);
        List<double> ours = [], text = [], binary = [], http = [], saved = [], copied = [], again = [];
        for (var round = 0; round <= options.Repetitions; round++)
        {
            ours.Add(await setting.FromEmptyAsync(async () => result = await setting.ImportAsync()));
            again.Add(await ImportSetting.SecondsAsync(async () =>
            {
                await setting.DeleteAsync(result.ImportId);
                result = await setting.ImportAsync();
            }));
            text.Add(await setting.FromEmptyAsync(() => PipeAsync("TEXT")));
            binary.Add(await setting.FromEmptyAsync(() => PipeAsync("BINARY")));
            copied.Add(await ImportSetting.SecondsAsync(file.RunAsync));
            http.Add(await setting.FromEmptyAsync(json.RunAsync) * 1e9 / json.Values);
            saved.Add(await setting.FromEmptyAsync(entities.RunAsync) * 1e9 / entities.Values);
        }
        // Warming up.
        foreach (var measured in new[] { ours, text, binary, http, saved, copied, again }) measured.RemoveAt(0);

        var what = $"import of {result.Values / 1e6:0} M GMF values";
        List<double> perValue = [.. ours.Select(s => s * 1e9 / result.Values)];
        return
        [
            Line.Against(what, "s", ours, "psql text | psql", text, atLeast: 3),
            Line.Against(what, "s", ours, "psql binary | psql", binary),
            Line.Against(
                what + ", per value",
                "ns",
                perValue,
                $"HTTP JSON, {json.Values / 1e6:0.##} M values",
                http,
                atLeast: 60),
            Line.Against(
                what + ", per value",
                "ns",
                perValue,
                $"EF Core SaveChanges, {entities.Values:N0} values",
                saved,
                atLeast: 2_000),
            Line.Within(what, "s", ours, "file copy + fsync of the same bytes", copied, atMost: 6),
            Line.Within("import deleted and done again", "s", again, "first import", ours, atMost: 1.3),
            .. await ThereAsync(),
            Line.Alone(
                "bytes on the wire / payload",
                "",
                Spread.Of([(double)result.BytesCopied / result.Bytes]),
                atMost: 1.05),
        ];

        Task PipeAsync(string format) => psql.RunAsync(
            $"COPY (SELECT hazard_id, {Columns} FROM icebox.hazard_values "
            + $"WHERE hazard_id = '{setting.Request.HazardCalculationId}') TO STDOUT (FORMAT {format})",
            $"COPY engine.hazard_values (import_id, {Columns}) FROM STDIN (FORMAT {format})");

        async Task<Line[]> ThereAsync()
        {
            await setting.EmptyAsync();
            await setting.CompleteAsync(await setting.ImportAsync());
            var milliseconds = new List<double>();
            for (var i = 0; i < TimesThere; i++)
                milliseconds.Add(1000 * await ImportSetting.SecondsAsync(setting.ImportAsync));
            return [Line.Alone("import already there", "ms", Spread.Of(milliseconds), atMost: 5)];
        }
    }
}
