using Workers.Errors;
using Workers.Storage.RiskModels;

namespace Workers.Operations.Archive;

/// <summary>Adds risk models to the icebox and lists them.</summary>
public sealed class ModelOperations(RiskModelArchive archive)
{
    // SHA-256 in hex.
    private const int WholeId = 64;

    /// <summary>Archives risk job files that were read through; the same files are archived once.</summary>
    public async Task<AddedModel> AddAsync(RiskModelSource model, string? owner, CancellationToken cancel)
    {
        var added = await archive.AddAsync(model.Files, RiskModelSummary.From(model.Job), owner, cancel);
        return new AddedModel(added.Id, added.AlreadyThere);
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
