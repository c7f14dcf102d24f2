using MassTransit;
using MassTransit.Configuration;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace Workers.Messaging.Sagas;

internal static class SagaStore
{
    /// <summary>Keeps the instances of a saga as rows of a database.</summary>
    public static void StoredIn<TDb, TSaga>(this ISagaRegistrationConfigurator<TSaga> saga)
        where TDb : DbContext
        where TSaga : class, ISaga =>
        saga.Repository(services =>
        {
            services.RegisterLoadSagaRepository<TSaga, SagaRepository<TDb, TSaga>>();
            services.RegisterSagaRepository<
                TSaga, TDb, SagaConsumeContextFactory<TDb, TSaga>, SagaRepository<TDb, TSaga>>();
        });
}
