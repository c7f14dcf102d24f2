using Microsoft.Extensions.DependencyInjection;
using Workers.Calculator.Calculations;
using Workers.Calculator.Steps;
using Workers.Contracts;
using Workers.Hosting;
using Workers.Hosting.Settings;
using Workers.Messaging.Topology;
using Workers.Storage;
using Workers.Storage.Databases;
using Workers.Storage.Databases.Engine;

return await WorkersHost.RunAsync<EngineDb>(WorkersProcess.Calculator, Database.Engine, args, host =>
{
    host.Services
        .AddEngine(host.Options.Engine)
        .AddSingleton<JobInput>()
        .AddSingleton<OpenCalculations>();
    host.Step<PlanCalculationStep, RunRiskCalc>(Queues.RunRiskCalc);
    host.Step<CalculateBlockStep, CalculateBlock>(Queues.CalculateBlock);
    host.Step<MergeBlocksStep, MergeBlocks>(Queues.MergeBlocks);
    host.Discards<DiscardCalculated>(Queues.DiscardWork);
});
