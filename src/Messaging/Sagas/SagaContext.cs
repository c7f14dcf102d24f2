using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workers.Messaging.Sagas;

/// <summary>Loads, locks and saves the saga of one message.</summary>
internal sealed class SagaContext<TDb, TSaga, T> : ConsumeContextScope<T>, SagaRepositoryContext<TSaga, T>
    where TDb : DbContext
    where TSaga : class, ISaga
    where T : class
{
    private static string? _lockSql;
    private readonly TDb _db;
    private readonly ConsumeContext<T> _consume;
    private readonly ISagaConsumeContextFactory<TDb, TSaga> _contexts;

    public SagaContext(TDb db, ConsumeContext<T> consume, ISagaConsumeContextFactory<TDb, TSaga> contexts)
        : base(consume)
    {
        _db = db;
        _consume = consume;
        _contexts = contexts;
    }

    public async Task<SagaConsumeContext<TSaga, T>> Load(Guid correlationId)
    {
        var saga = await LockAsync(correlationId);
        if (saga is null)
        {
            // No row to lock yet: would-be creators of the same saga queue up here, and look again.
            var name = typeof(TSaga).Name + correlationId;
            await _db.Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", CancellationToken);
            saga = await LockAsync(correlationId);
        }
        return saga is null ? null! : await ContextAsync(saga, SagaConsumeContextMode.Load);
    }

    public Task<SagaConsumeContext<TSaga, T>> Add(TSaga instance) => ContextAsync(instance, SagaConsumeContextMode.Add);

    public async Task<SagaConsumeContext<TSaga, T>> Insert(TSaga instance)
    {
        _db.Add(instance);
        await _db.SaveChangesAsync(CancellationToken);
        return await ContextAsync(instance, SagaConsumeContextMode.Insert);
    }

    public Task Save(SagaConsumeContext<TSaga> context)
    {
        _db.Add(context.Saga);
        return Update(context);
    }

    public Task Update(SagaConsumeContext<TSaga> context) => _db.SaveChangesAsync(CancellationToken);

    public Task Delete(SagaConsumeContext<TSaga> context)
    {
        _db.Remove(context.Saga);
        return Update(context);
    }

    public Task Discard(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    public Task Undo(SagaConsumeContext<TSaga> context)
    {
        // Else the next save would write what is to be undone.
        _db.Entry(context.Saga).State = EntityState.Detached;
        return Task.CompletedTask;
    }

    public Task<SagaConsumeContext<TSaga, TOther>> CreateSagaConsumeContext<TOther>(
        ConsumeContext<TOther> consumeContext, TSaga instance, SagaConsumeContextMode mode)
        where TOther : class =>
        _contexts.CreateSagaConsumeContext(_db, consumeContext, instance, mode);

    private Task<SagaConsumeContext<TSaga, T>> ContextAsync(TSaga saga, SagaConsumeContextMode mode) =>
        _contexts.CreateSagaConsumeContext(_db, _consume, saga, mode);

    private async Task<TSaga?> LockAsync(Guid id)
    {
        _lockSql ??= LockSql(_db);
        // A list: a query of one row would be composed around the SQL, and the lock with it.
        var sagas = await _db.Set<TSaga>().FromSqlRaw(_lockSql, id).AsTracking().ToListAsync(CancellationToken);
        return sagas.SingleOrDefault();
    }

    private static string LockSql(DbContext db)
    {
        var type = db.Model.FindEntityType(typeof(TSaga))
            ?? throw new InvalidOperationException($"{typeof(TSaga)} is not mapped");
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var key = type.FindPrimaryKey()!.Properties.Single().GetColumnName(table)!;
        var sql = db.GetService<ISqlGenerationHelper>();
        var tableName = sql.DelimitIdentifier(table.Name, table.Schema);
        // xmin is the row's version; * does not hold it.
        return $"SELECT s.*, s.xmin FROM {tableName} s WHERE s.{sql.DelimitIdentifier(key)} = {{0}} FOR UPDATE";
    }
}
