using Workers.Storage.RiskModels;

namespace Workers.Operations.Archive;

/// <summary>Adds risk models to the icebox and lists them.</summary>
public sealed class ModelOperations(RiskModelArchive archive)
{
    /// <summary>Archives risk job files that were read through; the same files are archived once.</summary>
    public async Task<AddedModel> AddAsync(RiskModelSource model, string? owner, CancellationToken cancel)
    {
        var added = await archive.AddAsync(model.Files, RiskModelSummary.Of(model.Job), owner, cancel);
        return new AddedModel(added.Id, added.AlreadyThere);
    }

    /// <summary>All risk models, newest first.</summary>
    public async Task<IReadOnlyList<ModelView>> ListAsync(CancellationToken cancel) =>
        [.. (await archive.ListAsync(cancel)).Select(ModelView.From)];
}
