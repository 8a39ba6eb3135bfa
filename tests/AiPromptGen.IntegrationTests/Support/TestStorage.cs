using AiPromptGen.Host.Start;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>One in-memory storage emulator for all tests, started by the first that asks; tests use names of their own.</summary>
internal static class TestStorage
{
    private static readonly Lazy<TestAzurite> Emulator = new(() =>
        TestAzurite.StartAsync(CancellationToken.None).GetAwaiter().GetResult()
    );

    private static readonly Lazy<string> Folder = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("aipromptgen-").FullName;
        // Before apps start side by side: a process makes one key at a time.
        DevelopmentKey.ReadOrCreate(folder);
        return folder;
    });

    public static string ConnectionString => Emulator.Value.ConnectionString;

    /// <summary>LOCAL_DATA of the apps under test: the development key outlives each of them, and goes at the end.</summary>
    public static string DataFolder => Folder.Value;

    public static async Task StopAsync()
    {
        if (Emulator.IsValueCreated)
        {
            await Emulator.Value.DisposeAsync();
        }

        if (Folder.IsValueCreated)
        {
            Directory.Delete(Folder.Value, recursive: true);
        }
    }
}
