using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Workers.Errors;
using Workers.Journeys.Running;
using Workers.Operations.Results;
using Workers.Support.Answers;

namespace Workers.Journeys.Cases;

/// <summary>What is written of a job of each mode, beside what the engine has exported of the same.</summary>
[Collection(OneSystem.Name)]
public sealed partial class Folders_of_results_of_every_mode(RunningSystem system) : IDisposable
{
    /// <summary>Fields of the engine's comment that tell of its own run.</summary>
    private static readonly string[] OfTheEnginesRun = ["generated_by", "start_date", "checksum"];

    private readonly string _folder = Directory.CreateTempSubdirectory("results").FullName;

    public static TheoryData<string> OneOfEachMode() =>
    [
        .. EngineCase.InTheClone
            .Where(name => FilesByAsset(EngineCase.Copy(name)).Any())
            .GroupBy(name => EngineCase.Copy(name).Mode)
            .Select(mode => mode.First()),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory]
    [MemberData(nameof(OneOfEachMode))]
    public async Task Totals_and_comments_are_the_engines(string name)
    {
        var engine = EngineCase.Copy(name);
        var results = await WriteAsync(engine, _folder, overwrite: false);

        // Of damage we know the states too where the engine exports consequences alone.
        Assert.Subset(SumsOf(results).ToHashSet(), SumsOf(engine).ToHashSet());
        foreach (var file in results.Files.Where(file => File.Exists(Path.Combine(engine.Expected, file))))
            Assert.Superset(CommentOf(Path.Combine(engine.Expected, file)), CommentOf(Path.Combine(_folder, file)));
    }

    [SkippableFact]
    public async Task A_folder_never_has_files_of_two_jobs()
    {
        var names = EngineCase.InTheClone;
        await WriteAsync(EngineCase.Copy(names[0]), _folder, overwrite: false);
        var before = FilesIn(_folder);
        var second = EngineCase.Copy(names[1]);

        var refusal = await Assert.ThrowsAsync<InputException>(() => WriteAsync(second, _folder, overwrite: false));
        Assert.Equal(ErrorCode.FolderOfAnotherJob, refusal.Error.Code);
        Assert.Equal(before, FilesIn(_folder));

        var results = await WriteAsync(second, _folder, overwrite: true);
        Assert.Equal(results.Files.Order(StringComparer.Ordinal), FilesIn(_folder));
        Assert.All(ResultManifest.Find(_folder)!.Files, file => Assert.Equal(
            file.Sha256,
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, file.Name))))));
    }

    private async Task<ResultSummary> WriteAsync(EngineCase engine, string folder, bool overwrite)
    {
        await system.UpAsync();
        var request = await system.Client.RequestForAsync(engine);
        await system.Client.Jobs.SubmitAsync(request, CancellationToken.None);
        await system.Client.CompleteAsync(request.JobId);
        var target = new ResultTarget(folder) { Overwrite = overwrite };
        return await system.Client.Results.WriteAsync(request.JobId, target, CancellationToken.None);
    }

    private static List<string> FilesIn(string folder) =>
        [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> FilesByAsset(EngineCase engine) =>
        Directory.GetFiles(engine.Expected, "*.csv").Where(file => ByAsset().IsMatch(Path.GetFileName(file)));

    /// <summary>Sums over the assets of the engine's export, to four digits.</summary>
    private static SortedDictionary<string, string> SumsOf(EngineCase engine)
    {
        var file = FilesByAsset(engine)
            .OrderBy(file => !file.Contains("-mean", StringComparison.Ordinal))
            .ThenBy(file => file, StringComparer.Ordinal)
            .First();
        var table = new Table(file);
        var columns = table.Names[(Array.IndexOf(table.Names, "lat") + 1)..]
            .Where(column => column != "bcr" && !column.EndsWith("_ratio", StringComparison.Ordinal));
        return Rounded(columns.Select(column => (column, table.Rows.Sum(row => row.Number(column)))));
    }

    private static SortedDictionary<string, string> SumsOf(ResultSummary results) => Rounded(
    [
        .. results.Totals.Select(total => (total.LossType, total.Loss)),
        .. results.Damages.Select(total => ($"{total.LossType}~{total.State}", total.Value)),
        .. results.Benefits.SelectMany(total => new[]
        {
            ("annual_loss_orig", total.LossBefore),
            ("annual_loss_retro", total.LossAfter),
        }),
    ]);

    private static SortedDictionary<string, string> Rounded(IEnumerable<(string Name, double Sum)> sums) =>
        new(sums.ToDictionary(sum => sum.Name, sum => $"{sum.Sum:0.000e0}"), StringComparer.Ordinal);

    /// <summary>The fields of the comment line with their values.</summary>
    private static HashSet<string> CommentOf(string file)
    {
        var line = File.ReadLines(file).First();
        if (!line.StartsWith('#')) return [];
        return [.. Fields().Matches(line)
            .Where(field => !OfTheEnginesRun.Contains(field.Groups[1].Value))
            .Select(field => field.Value)];
    }

    [GeneratedRegex("^(avg_losses|damages|avg_risk|bcr)-")]
    private static partial Regex ByAsset();

    [GeneratedRegex(@"([a-z_]+)=('[^']*'|\[[^\]]*\]|[^,""]+)")]
    private static partial Regex Fields();
}
