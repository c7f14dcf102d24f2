using MassTransit;
using MassTransit.Middleware;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace Workers.Messaging.Sagas;

/// <summary>
/// Durable saga repository: one row per saga, locked for the length of the message's transaction, which the outbox has
/// opened. Queries are not supported: every event correlates by id.
/// </summary>
internal sealed class SagaRepository<TDb, TSaga>(TDb db, ISagaConsumeContextFactory<TDb, TSaga> contexts)
    : ISagaRepositoryContextFactory<TSaga>, ILoadSagaRepositoryContextFactory<TSaga>
    where TDb : DbContext
    where TSaga : class, ISaga
{
    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next) where T : class
    {
        // Found when the first message comes, not when a job is lost.
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException(
                "the saga's endpoint has no outbox: its writes and messages would not be one transaction");
        return next.Send(new SagaContext<TDb, TSaga, T>(db, context, contexts));
    }

    public Task SendQuery<T>(
        ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next)
        where T : class =>
        throw new NotSupportedException("events correlate by id");

    public Task<T> Execute<T>(
        Func<LoadSagaRepositoryContext<TSaga>, Task<T>> method, CancellationToken cancellationToken = default)
        where T : class =>
        method(new ReadContext(db, cancellationToken));

    public void Probe(ProbeContext context) => context.Add("persistence", "postgres");

    private sealed class ReadContext(TDb db, CancellationToken cancel)
        : BasePipeContext(cancel), LoadSagaRepositoryContext<TSaga>
    {
        public async Task<TSaga> Load(Guid correlationId) =>
            (await db.Set<TSaga>().FindAsync([correlationId], CancellationToken))!;
    }
}
