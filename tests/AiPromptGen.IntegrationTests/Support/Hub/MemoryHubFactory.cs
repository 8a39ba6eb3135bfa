using DurableTask.Core;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace AiPromptGen.IntegrationTests.Support.Hub;

/// <summary>
/// Gives a host's durable extension its connection to a hub in memory. The extension takes the provider of the name that
/// <c>extensions.durableTask.storageProvider.type</c> says.
/// </summary>
internal sealed class MemoryHubFactory(MemoryHubService service) : IDurabilityProviderFactory
{
    public const string ProviderName = "Memory";

    /// <summary>The one setting that has a host use it.</summary>
    public const string Setting = $"AzureFunctionsJobHost:extensions:durableTask:storageProvider:type={ProviderName}";

    private readonly Provider provider = new(service);

    public string Name => ProviderName;

    public DurabilityProvider GetDurabilityProvider() => provider;

    public DurabilityProvider GetDurabilityProvider(DurableClientAttribute attribute) => provider;

    public void SetUseSeparateQueueForEntityWorkItems(bool newValue)
    {
        // There are no entities.
    }

    private sealed class Provider(MemoryHubService service)
        : DurabilityProvider(ProviderName, service, service, "default")
    {
        /// <summary>As the Azure Storage engine: an event to what does not run is an error.</summary>
        public override bool CheckStatusBeforeRaiseEvent => true;

        /// <summary>As the Azure Storage engine: longer timers are made of several.</summary>
        public override TimeSpan MaximumDelayTime { get; set; } = TimeSpan.FromDays(6);

        public override TimeSpan LongRunningTimerIntervalLength { get; set; } = TimeSpan.FromDays(3);

        public override Task<IList<OrchestrationState>> GetOrchestrationStateWithInputsAsync(
            string instanceId,
            bool showInput = true
        ) => service.GetOrchestrationStateAsync(instanceId, allExecutions: false);

        public override async Task<PurgeHistoryResult> PurgeInstanceHistoryByInstanceId(string instanceId) =>
            new((await service.PurgeInstanceStateAsync(instanceId)).DeletedInstanceCount);
    }
}
