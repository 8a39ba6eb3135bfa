using Microsoft.Extensions.Hosting;

namespace AiPromptGen.Host;

/// <summary>Signals are the local host's to hear: it stops its parts in one order (<see cref="LocalHost"/>).</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
