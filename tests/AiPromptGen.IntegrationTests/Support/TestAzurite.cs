using AiPromptGen.Host.Start;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>A storage emulator in memory for one owner. It ends when the process of its owner ends, even when that is killed.</summary>
internal sealed class TestAzurite : IAsyncDisposable
{
    private readonly Azurite emulator;

    private TestAzurite(Azurite emulator) => this.emulator = emulator;

    public string ConnectionString => emulator.ConnectionString;

    public static async Task<TestAzurite> StartAsync(CancellationToken cancellationToken) =>
        new(await Azurite.StartAsync(folder: null, Progress.None, cancellationToken));

    public ValueTask DisposeAsync() => emulator.DisposeAsync();
}
