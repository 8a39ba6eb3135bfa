using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Support;

/// <summary>Names every place where an account leaves data, each of which must be empty after an erasure.</summary>
internal static class ErasedTrace
{
    public static async Task<IReadOnlyList<string>> OfAsync(TestApp app, AccountId account)
    {
        var remains = await AccountRemains.ReadAsync(app, account);
        List<string> found =
        [
            .. remains.Rows.Select(r => $"row {r.RowKey}"),
            .. remains.Blobs.Concat(remains.Results).Select(b => $"blob {b}"),
        ];
        var storage = app.Services.GetRequiredService<StorageClients>();
        foreach (var table in new[] { storage.Pending, storage.Uploaded })
        {
            await foreach (var row in table.QueryAsync<TableEntity>($"AccountId eq '{account.Value}'"))
            {
                found.Add($"{table.Name} {row.RowKey}");
            }
        }

        var client = app.Durable;
        await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery(FetchInputsAndOutputs: true)))
        {
            if (
                instance.SerializedInput?.Contains(account.Value, StringComparison.Ordinal) == true
                || instance.InstanceId.Contains(account.Value, StringComparison.Ordinal)
            )
            {
                found.Add($"instance {instance.InstanceId}");
            }
        }

        return found;
    }

    public static Task<Answer> EraseAsync(this ApiClient person) =>
        person.SendAsync(HttpMethod.Delete, "account", """{"confirm":"delete my account"}""");

    /// <param name="time">Runs meanwhile, so that pauses are over at once.</param>
    public static Task ErasedAsync(this ApiClient person, ShiftedTime? time = null) =>
        Clock.UntilAsync(async () =>
        {
            time?.Advance(TimeSpan.FromSeconds(1));
            var answer = await person.GetAsync("account/erasure");
            Assert.That((int)answer.Status, Is.EqualTo(200), answer.Text);
            Assert.That(answer.State, Is.AnyOf("running", "done"));
            return answer.State == "done";
        });
}
