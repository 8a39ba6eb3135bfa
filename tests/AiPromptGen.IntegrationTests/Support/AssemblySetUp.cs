using AiPromptGen.IntegrationTests.Support;

namespace AiPromptGen.IntegrationTests;

[SetUpFixture]
internal sealed class AssemblySetUp
{
    [OneTimeTearDown]
    public Task Stop_the_storage_emulator() => TestStorage.StopAsync();
}
