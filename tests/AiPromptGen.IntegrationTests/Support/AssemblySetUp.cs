using AiPromptGen.IntegrationTests.Support;

[assembly: NothingQuoted]

namespace AiPromptGen.IntegrationTests;

[SetUpFixture]
internal sealed class AssemblySetUp
{
    [OneTimeTearDown]
    public async Task Stop_what_was_started()
    {
        await SharedApp.StopAsync();
        await TestStorage.StopAsync();
    }
}
