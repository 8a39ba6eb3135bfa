using AiPromptGen.Host.Start;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>One storage emulator in memory for all tests, started by the first that needs it. Each test uses names of its own.</summary>
internal static class TestStorage
{
    private static readonly Lazy<TestAzurite> Emulator = new(() =>
        TestAzurite.StartAsync(CancellationToken.None).GetAwaiter().GetResult()
    );

    private static readonly Lazy<string> Folder = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("aipromptgen-").FullName;
        // Made before apps start side by side, because a process makes one key at a time.
        DevelopmentKey.ReadOrCreate(folder);
        return folder;
    });

    public static string ConnectionString => Emulator.Value.ConnectionString;

    /// <summary>The LOCAL_DATA of the apps under test. They share the development key in it, which is deleted when the tests end.</summary>
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
