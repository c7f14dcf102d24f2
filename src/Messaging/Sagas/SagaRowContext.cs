using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workers.Messaging.Sagas;

/// <summary>Loads, locks and saves the saga of one message.</summary>
internal sealed class SagaRowContext<TDb, TSaga, TRow, T>(TDb db, ConsumeContext<T> consume, ISagaConsumeContextFactory<TDb, TSaga> contexts)
    : ConsumeContextScope<T>(consume), SagaRepositoryContext<TSaga, T>
    where TDb : DbContext where TRow : class where TSaga : class, ISagaRow<TRow>, new() where T : class
{
    private static string? _lockSql;

    public async Task<SagaConsumeContext<TSaga, T>> Load(Guid correlationId)
    {
        var row = await LockAsync(correlationId);
        if (row is null)
        {
            // no row to lock yet: would-be creators of the same saga queue up here, and look again
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({typeof(TSaga).Name + correlationId}, 0))", CancellationToken);
            row = await LockAsync(correlationId);
        }
        return row is null ? null! : await contexts.CreateSagaConsumeContext(db, consume, new TSaga { Row = row }, SagaConsumeContextMode.Load);
    }

    public Task<SagaConsumeContext<TSaga, T>> Add(TSaga instance) => contexts.CreateSagaConsumeContext(db, consume, instance, SagaConsumeContextMode.Add);

    public async Task<SagaConsumeContext<TSaga, T>> Insert(TSaga instance)
    {
        db.Add(instance.Row);
        await db.SaveChangesAsync(CancellationToken);
        return await contexts.CreateSagaConsumeContext(db, consume, instance, SagaConsumeContextMode.Insert);
    }

    public Task Save(SagaConsumeContext<TSaga> context)
    {
        db.Add(context.Saga.Row);
        return Update(context);
    }

    public Task Update(SagaConsumeContext<TSaga> context)
    {
        db.AddRange(context.Saga.TakeAdded());
        return db.SaveChangesAsync(CancellationToken);
    }

    public Task Delete(SagaConsumeContext<TSaga> context)
    {
        db.Remove(context.Saga.Row);
        return Update(context);
    }

    public Task Discard(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    public Task Undo(SagaConsumeContext<TSaga> context)
    {
        db.Entry(context.Saga.Row).State = EntityState.Detached;
        return Task.CompletedTask;
    }

    public Task<SagaConsumeContext<TSaga, TOther>> CreateSagaConsumeContext<TOther>(ConsumeContext<TOther> consumeContext, TSaga instance, SagaConsumeContextMode mode)
        where TOther : class => contexts.CreateSagaConsumeContext(db, consumeContext, instance, mode);

    private async Task<TRow?> LockAsync(Guid id) =>
        (await db.Set<TRow>().FromSqlRaw(_lockSql ??= LockSql(db), id).AsTracking().ToListAsync(CancellationToken)).SingleOrDefault();

    private static string LockSql(DbContext db)
    {
        var type = db.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{typeof(TRow)} is not mapped");
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var key = type.FindPrimaryKey()!.Properties.Single().GetColumnName(table)!;
        var sql = db.GetService<ISqlGenerationHelper>();
        return $"SELECT s.*, s.xmin FROM {sql.DelimitIdentifier(table.Name, table.Schema)} s WHERE s.{sql.DelimitIdentifier(key)} = {{0}} FOR UPDATE";
    }
}
