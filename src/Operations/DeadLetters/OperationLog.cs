using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workers.Errors;
using Workers.Storage.Databases.Jobs;
using Workers.Storage.DeadLetters;

namespace Workers.Operations.DeadLetters;

/// <summary>Operations on dead letters, and the audit of them.</summary>
public sealed class OperationLog(IDbContextFactory<JobsDb> database, TimeProvider time)
{
    private const int ShownCandidates = 5;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Operations without their items, newest first.</summary>
    public async Task<IReadOnlyList<OperationView>> ListAsync(int limit, CancellationToken cancel)
    {
        if (limit < 1) throw RequestErrors.LimitBelowOne(limit);
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await db.Operations.AsNoTracking()
            .OrderByDescending(x => x.CreatedAt)
            .Take(limit)
            .ToListAsync(cancel);
        var views = new List<OperationView>();
        foreach (var row in rows)
            views.Add(await ViewAsync(db, row, cancel));
        return views;
    }

    /// <summary>An operation with its items.</summary>
    /// <exception cref="InputException">UnknownOperation.</exception>
    public async Task<OperationView> GetAsync(Guid operation, CancellationToken cancel)
    {
        var view = await LookAsync(operation, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        var items = await db.OperationItems.AsNoTracking()
            .Where(x => x.OperationId == operation)
            .OrderBy(x => x.Ordinal)
            .ToListAsync(cancel);
        return view with { Items = [.. items.Select(OperationItemView.From)] };
    }

    /// <summary>The id of an operation that people name by its beginning, or as <c>latest</c>.</summary>
    /// <exception cref="InputException">RequestInvalid, UnknownOperation, AmbiguousId.</exception>
    public async Task<Guid> ResolveAsync(string text, CancellationToken cancel) =>
        await FindAsync(text, cancel) ?? throw LetterErrors.UnknownOperation(text);

    /// <summary>The same; null if there is none.</summary>
    public async Task<Guid?> FindAsync(string text, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var isLatest = ShortIds.IsLatest(text);
        var (first, last) = isLatest ? (Guid.Empty, Guid.AllBitsSet) : ShortIds.RangeOf(text);
        var ids = await db.Operations
            .AsNoTracking()
            .Where(x => x.Id >= first && x.Id <= last)
            .OrderByDescending(x => x.CreatedAt)
            .Select(x => x.Id)
            .Take(isLatest ? 1 : ShownCandidates)
            .ToListAsync(cancel);
        return ids.Count == 0
            ? null
            : ShortIds.Choose(text, ids, _ => true, () => LetterErrors.UnknownOperation(text));
    }

    /// <summary>Follows an operation until it ends.</summary>
    /// <param name="seen">Called whenever it looks.</param>
    public async Task<OperationView> FollowAsync(Guid operation, Action<OperationView>? seen, CancellationToken cancel)
    {
        while (true)
        {
            var now = await LookAsync(operation, cancel);
            seen?.Invoke(now);
            if (now.HasEnded) return await GetAsync(operation, cancel);
            await Task.Delay(PollInterval, time, cancel);
        }
    }

    /// <summary>Who did what, newest first.</summary>
    public async Task<IReadOnlyList<AuditView>> AuditAsync(int limit, CancellationToken cancel)
    {
        if (limit < 1) throw RequestErrors.LimitBelowOne(limit);
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await db.Audit.AsNoTracking().OrderByDescending(x => x.Id).Take(limit).ToListAsync(cancel);
        return [.. rows.Select(AuditView.From)];
    }

    private async Task<OperationView> LookAsync(Guid operation, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var row = await db.Operations.AsNoTracking().SingleOrDefaultAsync(x => x.Id == operation, cancel)
            ?? throw LetterErrors.UnknownOperation($"{operation}");
        return await ViewAsync(db, row, cancel);
    }

    private static async Task<OperationView> ViewAsync(JobsDb db, OperationRow row, CancellationToken cancel)
    {
        var counts = await db.OperationItems
            .Where(x => x.OperationId == row.Id)
            .GroupBy(x => x.Stage)
            .OrderBy(x => x.Key)
            .Select(x => new StageCount(x.Key, x.Count()))
            .ToListAsync(cancel);
        var filter = OperationRequest.ReadFilter(row.Filter) with { State = LetterState.Open };
        var after = row.CutOff;
        var newer = await filter.Apply(db).CountAsync(x => x.TakenAt > after, cancel);
        return new OperationView(
            row.Id,
            row.Kind,
            row.State,
            row.Who,
            row.Why,
            JsonSerializer.Deserialize<JsonElement>(row.Filter),
            row.Selected,
            counts,
            newer,
            row.Outcome,
            row.CreatedAt,
            row.FinishedAt);
    }
}
