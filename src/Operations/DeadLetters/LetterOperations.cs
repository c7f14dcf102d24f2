using Microsoft.EntityFrameworkCore;
using Workers.Errors;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Operations.DeadLetters;

/// <summary>Looks at dead letters, and asks for something to be done to them.</summary>
public sealed class LetterOperations(IDbContextFactory<JobsDb> database, TimeProvider time)
{
    /// <summary>So many letters are confirmed by their count.</summary>
    public const int ConfirmAbove = 100;

    private const int ShownCandidates = 5;
    private const int ShownGroups = 100;
    private const int Samples = 3;

    /// <summary>Letters that match, newest first.</summary>
    /// <param name="page">Where a page begins, as the page before said; null for the first.</param>
    /// <exception cref="InputException">RequestInvalid.</exception>
    public async Task<LetterPage> ListAsync(
        LetterSelection selection, int limit, string? page, CancellationToken cancel)
    {
        if (limit < 1) throw RequestErrors.LimitBelowOne(limit);
        var filter = selection.ToFilter();
        await using var db = await database.CreateDbContextAsync(cancel);
        var letters = await filter.ListAsync(db, LetterCursorText.Read(page), limit, cancel);
        var total = await filter.CountAsync(db, cancel);
        var next = letters.Count == limit ? LetterCursorText.Write(letters[^1]) : null;
        return new LetterPage([.. letters.Select(LetterView.From)], total, next);
    }

    /// <summary>The groups of letters that match, largest first.</summary>
    public async Task<IReadOnlyList<LetterGroupView>> GroupsAsync(LetterSelection selection, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var groups = await selection.ToFilter().GroupsAsync(db, ShownGroups, cancel);
        return [.. groups.Select(LetterGroupView.From)];
    }

    /// <summary>A letter with all that is known of it.</summary>
    /// <exception cref="InputException">UnknownLetter.</exception>
    public async Task<LetterDetail> GetAsync(Guid letter, CancellationToken cancel) =>
        LetterDetail.From(await RowAsync(letter, cancel));

    /// <summary>The body of a letter, whole.</summary>
    /// <exception cref="InputException">UnknownLetter.</exception>
    public async Task<byte[]> BodyAsync(Guid letter, CancellationToken cancel) =>
        (await RowAsync(letter, cancel)).Body;

    /// <summary>The id of a letter that people name by its beginning, or as <c>latest</c>.</summary>
    /// <exception cref="InputException">RequestInvalid, UnknownLetter, AmbiguousId.</exception>
    public async Task<Guid> ResolveAsync(string text, CancellationToken cancel)
    {
        if (Guid.TryParse(text, out var whole)) return whole;
        await using var db = await database.CreateDbContextAsync(cancel);
        var isLatest = ShortIds.IsLatest(text);
        var (first, last) = isLatest ? (Guid.Empty, Guid.AllBitsSet) : ShortIds.RangeOf(text);
        var ids = await db.Letters
            .AsNoTracking()
            .Where(x => x.Id >= first && x.Id <= last)
            .OrderByDescending(x => x.TakenAt)
            .Select(x => x.Id)
            .Take(isLatest ? 1 : ShownCandidates)
            .ToListAsync(cancel);
        return ShortIds.Choose(text, ids, _ => true, () => LetterErrors.UnknownLetter(text));
    }

    /// <summary>What an action would be done to, as things stand: the exact count, and the first letters.</summary>
    public async Task<LetterProposal> ProposeAsync(LetterAction action, CancellationToken cancel)
    {
        var cutOff = time.GetUtcNow();
        var selection = action.ToRequest().Selection with { Until = cutOff };
        await using var db = await database.CreateDbContextAsync(cancel);
        var count = await selection.CountAsync(db, cancel);
        var sample = await selection.ListAsync(db, null, Samples, cancel);
        return new LetterProposal(action, cutOff, count, [.. sample.Select(LetterView.From)]);
    }

    /// <summary>
    /// Has the coordinator do it to the letters that the proposal counted; whoever asks need not wait for it.
    /// </summary>
    /// <param name="confirmed">The count, said by whoever asks; needed above <see cref="ConfirmAbove"/>.</param>
    /// <returns>Id of the operation.</returns>
    /// <exception cref="InputException">NotConfirmed.</exception>
    public async Task<Guid> AskAsync(LetterProposal proposal, int? confirmed, CancellationToken cancel)
    {
        var isNeeded = proposal.Count > ConfirmAbove;
        if ((isNeeded || confirmed is not null) && confirmed != proposal.Count)
            throw LetterErrors.NotConfirmed(proposal.Count);
        if (proposal.Count == 0)
            throw LetterErrors.NoneMeant(proposal.Action.Kind);
        await using var db = await database.CreateDbContextAsync(cancel);
        var operation = await proposal.Action.ToRequest().AskAsync(db, proposal.CutOff, time, cancel);
        return operation.Id;
    }

    private async Task<LetterRow> RowAsync(Guid letter, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Letters.AsNoTracking().SingleOrDefaultAsync(x => x.Id == letter, cancel)
            ?? throw LetterErrors.UnknownLetter($"{letter}");
    }
}
