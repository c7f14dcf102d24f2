using Workers.Errors;
using Workers.Risk.Hazard;
using Workers.Storage.Archive;
using Workers.Storage.Hazard;

namespace Workers.Operations.Archive;

/// <summary>Adds hazard calculations to the icebox, shows and removes them.</summary>
public sealed class HazardOperations(
    HazardArchive archive,
    ArchiveSizes sizes,
    ArchiveRemoval removal,
    JobUses uses)
{
    /// <summary>Archives a folder that was read through; the same content is archived once.</summary>
    public Task<AddedHazard> AddAsync(HazardFolder folder, string? owner, CancellationToken cancel) =>
        AddContentAsync(folder.Content, owner, cancel);

    /// <summary>Archives hazard that is in memory; the same content is archived once.</summary>
    public async Task<AddedHazard> AddContentAsync(ArchivableHazard hazard, string? owner, CancellationToken cancel)
    {
        var added = await archive.AddAsync(hazard, owner, null, cancel);
        return new AddedHazard(added.Id, added.ContentHash, added.AlreadyThere);
    }

    /// <summary>A complete hazard calculation.</summary>
    /// <exception cref="InputException">UnknownHazard.</exception>
    public async Task<HazardView> GetAsync(Guid id, CancellationToken cancel) =>
        HazardView.From((await archive.GetAsync(id, cancel)).Calculation);

    /// <summary>All that is known of a hazard calculation.</summary>
    /// <exception cref="InputException">UnknownHazard.</exception>
    public async Task<HazardDetail> ShowAsync(Guid id, CancellationToken cancel)
    {
        var description = await archive.GetAsync(id, cancel);
        var size = await sizes.OfHazardAsync(id, cancel);
        return HazardDetail.From(description, size, await uses.OfHazardAsync(id, cancel));
    }

    /// <summary>Removes a hazard calculation with all its values, or nothing.</summary>
    /// <exception cref="InputException">UnknownHazard; StillNeeded: jobs under way, or results, are of it.</exception>
    public async Task RemoveAsync(Guid id, CancellationToken cancel)
    {
        // A job that is sent after this look ends with UnknownHazard: it has nothing that could be lost.
        var needing = await uses.NeedingHazardAsync(id, cancel);
        if (needing.Count > 0) throw RequestErrors.HazardStillNeeded(id, needing);
        await removal.RemoveHazardAsync(id, cancel);
    }

    /// <summary>All complete hazard calculations, newest first.</summary>
    public async Task<IReadOnlyList<HazardView>> ListAsync(CancellationToken cancel) =>
        [.. (await archive.ListAsync(cancel)).Select(HazardView.From)];

    /// <summary>The id of a hazard calculation that people name by its beginning, or as <c>latest</c>.</summary>
    /// <exception cref="InputException">RequestInvalid, UnknownHazard, AmbiguousId.</exception>
    public async Task<Guid> ResolveAsync(string text, CancellationToken cancel)
    {
        // A whole id is not looked up: whoever uses it says if there is none.
        if (Guid.TryParse(text, out var whole)) return whole;
        var ids = (await archive.ListAsync(cancel)).Select(hazard => hazard.Id).ToList();
        return ShortIds.Choose(text, ids, ShortIds.Within(text), () => RequestErrors.UnknownHazard(text));
    }
}
