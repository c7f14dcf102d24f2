using Workers.Errors;
using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Storage.Archive;
using Workers.Storage.RiskModels;

namespace Workers.Operations.Archive;

/// <summary>Adds risk models to the icebox, shows and removes them.</summary>
public sealed class ModelOperations(
    RiskModelArchive archive,
    ArchiveSizes sizes,
    ArchiveRemoval removal,
    JobUses uses)
{
    // SHA-256 in hex.
    private const int WholeId = 64;

    /// <summary>Archives risk job files that were read through; the same files are archived once.</summary>
    public async Task<AddedModel> AddAsync(RiskModelSource model, string? owner, CancellationToken cancel)
    {
        var added = await archive.AddAsync(model.Files, RiskModelSummary.From(model.Job), owner, cancel);
        return new AddedModel(added.Id, added.AlreadyThere);
    }

    /// <summary>All that is known of a risk model.</summary>
    /// <exception cref="InputException">UnknownRiskModel, or it does not fit this version any more.</exception>
    public async Task<ModelDetail> ShowAsync(string id, CancellationToken cancel)
    {
        var row = await archive.GetAsync(id, cancel);
        var files = await ReadFilesAsync(id, cancel);
        var size = await sizes.OfRiskModelAsync(id, cancel);
        var parameters = RiskJobReader.ReadParameters(files);
        return ModelDetail.From(row, size, files.Paths, parameters, await uses.OfModelAsync(id, cancel));
    }

    /// <summary>The files of a risk model.</summary>
    /// <exception cref="InputException">UnknownRiskModel.</exception>
    internal async Task<RiskJobFiles> ReadFilesAsync(string id, CancellationToken cancel)
    {
        var files = await archive.ReadFilesAsync(id, cancel);
        return RiskJobFiles.FromPairs(files.Select(file => (file.Key, file.Value)));
    }

    /// <summary>Removes a risk model with its files, or nothing.</summary>
    /// <exception cref="InputException">UnknownRiskModel; StillNeeded: jobs under way or results are of it.</exception>
    public async Task RemoveAsync(string id, CancellationToken cancel)
    {
        // A job that is sent after this look ends with UnknownRiskModel: it has nothing that could be lost.
        var needing = await uses.NeedingModelAsync(id, cancel);
        if (needing.Count > 0) throw RequestErrors.RiskModelStillNeeded(id, needing);
        await removal.RemoveRiskModelAsync(id, cancel);
    }

    /// <summary>All risk models, newest first.</summary>
    public async Task<IReadOnlyList<ModelView>> ListAsync(CancellationToken cancel) =>
        [.. (await archive.ListAsync(cancel)).Select(ModelView.From)];

    /// <summary>The id of a risk model that people name by its beginning, or as <c>latest</c>.</summary>
    /// <exception cref="InputException">UnknownRiskModel, AmbiguousId.</exception>
    public async Task<string> ResolveAsync(string text, CancellationToken cancel)
    {
        if (text.Length == WholeId) return text;
        var ids = (await archive.ListAsync(cancel)).Select(model => model.Id).ToList();
        return ShortIds.Choose(text, ids, IsNamed, () => RequestErrors.UnknownRiskModel(text));

        bool IsNamed(string id) => text.Length > 0 && id.StartsWith(text, StringComparison.OrdinalIgnoreCase);
    }
}
