namespace AiPromptGen.Platform.Http;

internal static class Answers
{
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        new CompressedResult(Results.Json(value, AppJson.Sent, "application/json", status));

    public static IResult Problem(Problem problem) => new ProblemResult(problem);
}
