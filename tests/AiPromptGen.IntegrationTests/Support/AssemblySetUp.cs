using AiPromptGen.IntegrationTests.Support;

[assembly: NothingQuoted]

// Four of the fixtures that are marked as parallelizable run at once. The others run one after the other.
[assembly: LevelOfParallelism(4)]

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
