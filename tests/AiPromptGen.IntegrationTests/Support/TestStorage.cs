using Microsoft.Azure.Functions.Worker.Local.Storage;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>One in-memory storage emulator for all tests, started by the first that asks; tests use names of their own.</summary>
internal static class TestStorage
{
    private static readonly Lazy<Azurite> Emulator = new(() =>
        Azurite.StartAsync(data: null, CancellationToken.None).GetAwaiter().GetResult()
    );

    public static string ConnectionString => Emulator.Value.ConnectionString;

    public static async Task StopAsync()
    {
        if (Emulator.IsValueCreated)
        {
            await Emulator.Value.DisposeAsync();
        }
    }
}
