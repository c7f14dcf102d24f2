using Microsoft.Extensions.DependencyInjection;
using Workers.Calculator.RunRiskCalc;
using Workers.Messaging;
using Workers.Storage;
using Workers.Storage.Engine;

return await WorkersHost.RunAsync<EngineDb>("calculator", Database.Engine, args, host =>
{
    host.Services.AddEngine(host.Settings.Connection(Database.Engine)).AddSingleton<JobInput>();
    host.Step<RunRiskCalc, Workers.Contracts.RunRiskCalc>(Queues.RunRiskCalc);
    host.Discards<DiscardCalculated>(Queues.DiscardWork);
});
