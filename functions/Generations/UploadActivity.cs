using AiPromptGen.Uploads;

namespace AiPromptGen.Generations;

/// <summary>The promise that uploads are temporary: gone when their generation ends, whatever its end.</summary>
internal sealed class UploadActivity(UploadStore uploads)
{
    [Function(nameof(DeleteUpload))]
    public Task DeleteUpload([ActivityTrigger] GenerationStart start, CancellationToken cancellationToken) =>
        start.UploadId is { } id
            ? uploads.DeleteAsync(new AccountId(start.AccountId), id, cancellationToken)
            : Task.CompletedTask;
}
