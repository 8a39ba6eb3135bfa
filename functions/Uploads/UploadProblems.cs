namespace AiPromptGen.Uploads;

internal static class UploadProblems
{
    public static readonly Problem NotFound = new(
        404,
        "upload-not-found",
        "There is no such upload",
        "It may have expired or been used: uploads are deleted after 24 hours or when their generation ends. Upload the picture again."
    );

    public static readonly Problem InUse = Problem.Conflict(
        "upload-in-use",
        "Another generation is using this upload",
        "Upload the picture again for a second generation."
    );
}
