using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Workers.Storage.Databases.Jobs;

namespace Workers.Storage.DeadLetters;

/// <summary>What somebody asks to be done to letters.</summary>
public sealed record OperationRequest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>One of <see cref="OperationKind"/>.</summary>
    public required string Kind { get; init; }
    public required string Who { get; init; }
    public string? Why { get; init; }

    /// <summary>The letters that are meant, among those that this can be done to.</summary>
    public required LetterFilter Filter { get; init; }

    /// <summary>Letters a second; null: ever more at once.</summary>
    public int? Rate { get; init; }

    /// <summary>Body of an edited letter.</summary>
    public byte[]? NewBody { get; init; }

    /// <summary>The filter of an operation that was asked for.</summary>
    public static LetterFilter ReadFilter(string filter) => JsonSerializer.Deserialize<LetterFilter>(filter, Json)!;

    /// <summary>The letters that it would be done to, as things stand.</summary>
    public LetterFilter Selection => Filter with
    {
        State = Kind == OperationKind.Restore ? LetterState.Archived : LetterState.Open,
    };

    /// <summary>
    /// Freezes the selection as it is now, and has the coordinator do it: one transaction with operation, items and
    /// audit.
    /// </summary>
    /// <param name="cutOff">Letters taken later do not belong to it.</param>
    /// <returns>The operation.</returns>
    public async Task<OperationRow> AskAsync(
        JobsDb db, DateTimeOffset cutOff, TimeProvider time, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = time.GetUtcNow();
        var selection = Selection with { Until = cutOff };
        var ids = await selection.Apply(db)
            .OrderBy(x => x.TakenAt)
            .ThenBy(x => x.Id)
            .Select(x => x.Id)
            .ToListAsync(cancel);
        var filter = JsonSerializer.Serialize(Filter, Json);
        var operation = new OperationRow
        {
            Id = Guid.NewGuid(),
            Kind = Kind,
            Who = Who,
            Why = Why,
            Filter = filter,
            CutOff = cutOff,
            Selected = ids.Count,
            Rate = Rate,
            NewBody = NewBody,
            State = OperationState.Running,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Operations.Add(operation);
        db.OperationItems.AddRange(ids.Select((id, i) => operation.Item(id, i + 1, now)));
        db.Audit.Add(operation.Audited("asked", now));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return operation;
    }
}
